package io.versioning.event;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.versioning.BulkUpdateResult;
import io.versioning.Conflict;
import io.versioning.Conflict.ReadFrom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ConflictLoggerTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(ConflictLogger.LOGGER);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
    }

    @Test
    void conflictIsOneLineThatReadsWithoutItsKeys() {
        ConflictLogger.atInfo().onConflict(event(stale(42L), "maria", 0));
        assertThat(messages())
                .containsExactly("Conflict on Portfolio 42: kind STALE, expected version 5, actual 7, actor maria");
        assertThat(lines.list.get(0).getLevel()).isEqualTo(Level.INFO);
    }

    @Test
    void conflictIsStructured() {
        ConflictLogger.atInfo().onConflict(event(stale(42L), "maria", 0));
        assertThat(lines.list.get(0).getKeyValuePairs())
                .extracting(pair -> pair.key + "=" + pair.value)
                .containsExactly("entity=Portfolio", "id=42", "kind=STALE", "expected=5", "actual=7", "actor=maria");
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        ConflictLogger.atInfo().onConflict(event(Conflict.missing("Portfolio", 42L, 5, ReadFrom.COMMITTED), null, 0));
        assertThat(messages()).containsExactly("Conflict on Portfolio 42: kind MISSING, expected version 5");
        assertThat(lines.list.get(0).getKeyValuePairs())
                .extracting(pair -> pair.key)
                .containsExactly("entity", "id", "kind", "expected");
    }

    @Test
    void stateIsNotWritten() {
        ConflictLogger.atInfo().onConflict(event(stale(42L).withCurrentState("secret"), "maria", 0));
        assertThat(lines.list.toString() + lines.list.get(0).getKeyValuePairs() + messages())
                .doesNotContain("secret");
    }

    @Test
    void idsAndActorsCantForgeALine() {
        ConflictLogger.atInfo().onConflict(event(stale("1\r\nINFO forged \u202e"), "eve\nINFO forged", 0));
        String everything = messages() + lines.list.get(0).getKeyValuePairs().toString();
        assertThat(everything.chars()).noneMatch(unit -> unit == '\n' || unit == '\r' || unit == '\u202e');
        assertThat(messages().get(0)).contains("1\\r\\nINFO forged \\u202e").contains("eve\\nINFO forged");
    }

    @Test
    void bracesInAnIdAreNoPlaceHolders() {
        ConflictLogger.atInfo().onConflict(event(stale("{} {}"), "{}", 0));
        assertThat(messages().get(0)).contains("Portfolio {} {}: ").endsWith("actor {}");
    }

    @Test
    void idsAndActorsAreCutAtSixtyFourCharacters() {
        ConflictLogger.atInfo().onConflict(event(stale("x".repeat(10_000)), "y".repeat(10_000), 0));
        assertThat(lines.list.get(0).getKeyValuePairs())
                .allSatisfy(pair -> assertThat(String.valueOf(pair.value)).hasSizeLessThanOrEqualTo(64));
        assertThat(messages().get(0)).hasSizeLessThan(250);
    }

    @Test
    void idsCanBeTakenOut() {
        ConflictLogger.atInfo()
                .redactingIds(id -> "#" + id.length())
                .onConflict(event(stale("123-45-6789"), "maria", 0));
        assertThat(messages().get(0)).contains("Portfolio #11: ").doesNotContain("6789");
        assertThat(lines.list.get(0).getKeyValuePairs().toString()).doesNotContain("6789");
    }

    @Test
    void levelCanBeChosen() {
        ConflictLogger.atInfo().atLevel(org.slf4j.event.Level.DEBUG).onConflict(event(stale(42L), null, 0));
        assertThat(lines.list).isEmpty();
        ConflictLogger.atInfo().atLevel(org.slf4j.event.Level.WARN).onConflict(event(stale(42L), null, 0));
        assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
    }

    @Test
    void ofABulkTheFirstHundredConflictsAndASummaryAreWritten() {
        for (int ordinal = 0; ordinal < 250; ordinal++) {
            ConflictLogger.atInfo().onConflict(event(stale(ordinal), null, ordinal));
        }
        ConflictLogger.atInfo().onBulkCompleted("Portfolio", new BulkUpdateResult.Counts(1000, 250, 3, 2, 1));
        assertThat(messages()).hasSize(101);
        assertThat(messages().get(99)).contains("Portfolio 99:");
        assertThat(messages().get(100))
                .isEqualTo("Bulk on Portfolio: 1000 applied, 250 conflicted, 3 refused, 2 not applied, 1 unknown");
    }

    @Test
    void bulkWithoutAFailureIsNotWorthALine() {
        ConflictLogger.atInfo().onBulkCompleted("Portfolio", new BulkUpdateResult.Counts(1000, 0, 0, 0, 0));
        assertThat(lines.list).isEmpty();
    }

    private List<String> messages() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Conflict stale(Object id) {
        return Conflict.stale("Portfolio", id, 5, 7, ReadFrom.COMMITTED);
    }

    private static ConflictEvent event(Conflict conflict, String actor, int ordinal) {
        return ConflictEvent.of(conflict, actor, ordinal);
    }
}
