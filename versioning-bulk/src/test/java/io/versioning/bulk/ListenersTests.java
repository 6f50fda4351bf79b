package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.versioning.BulkUpdateResult;
import io.versioning.BulkUpdateResult.Counts;
import io.versioning.Outcome.Conflicted;
import io.versioning.event.ConflictEvent;
import io.versioning.event.ConflictListener;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Who is told of the conflicts of a bulk, and of its end. */
class ListenersTests {

    private static final int CONFLICTS = 150;

    @Nested
    @RunsOn(DatabaseKind.H2)
    class H2 extends Cases {
        H2() {
            super(DatabaseKind.H2);
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class Postgres extends Cases {
        Postgres() {
            super(DatabaseKind.POSTGRES);
        }
    }

    abstract static class Cases extends OnDatabase {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        private List<RowChange> manyLost() {
            List<RowChange> changes = new ArrayList<>(balances(10, 9));
            LongStream.range(0, CONFLICTS)
                    .mapToObj(row -> bulk.touch(1000 + row).expecting(1))
                    .forEach(changes::add);
            return changes;
        }

        @Test
        void listenersAreToldOfEachConflictAndOfTheCounts() {
            Told told = new Told();
            BulkUpdateResult<Object, RowChange> result = BulkVersioning.over(database.dataSource())
                    .withoutListeners()
                    .withListeners(told)
                    .table("account", "id")
                    .apply(manyLost());
            assertThat(told.ordinals())
                    .hasSize(CONFLICTS)
                    .isSorted()
                    .startsWith(0)
                    .endsWith(CONFLICTS - 1);
            assertThat(told.ends()).containsExactly(new Counts(10, CONFLICTS, 0, 0, 0));
            assertThat(result.counts()).isEqualTo(told.ends().get(0));
            assertThat(told.entities()).containsExactly("account");
        }

        @Test
        void logHasTheFirstHundredConflictsAndOneLineWithTheCounts() {
            Logger log = (Logger) LoggerFactory.getLogger("io.versioning.conflict");
            ListAppender<ILoggingEvent> appender = new ListAppender<>();
            appender.start();
            log.addAppender(appender);
            try {
                BulkUpdateResult<Object, RowChange> unused = BulkVersioning.over(database.dataSource())
                        .table("account", "id")
                        .apply(manyLost());
            } finally {
                log.detachAppender(appender);
            }
            assertThat(appender.list).hasSize(101).allMatch(line -> line.getLevel() == Level.INFO);
            assertThat(appender.list.get(100).getFormattedMessage()).contains("150");
        }

        /** There is no exception that could carry it, and what was committed must not get lost. */
        @Test
        void listenerThatFailsTakesNoOutcomeAway() {
            BulkUpdateResult<Object, RowChange> result = BulkVersioning.over(database.dataSource())
                    .withoutListeners()
                    .withListeners(new ConflictListener() {
                        @Override
                        public void onConflict(ConflictEvent event) {
                            throw new IllegalStateException("no");
                        }
                    })
                    .table("account", "id")
                    .apply(manyLost());
            assertThat(positions(result.outcomes(), Conflicted.class)).hasSize(CONFLICTS);
        }
    }
}
