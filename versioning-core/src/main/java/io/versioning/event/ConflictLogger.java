package io.versioning.event;

import io.versioning.BulkUpdateResult;
import io.versioning.Conflict;
import io.versioning.internal.text.SafeText;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes each conflict to SLF4J, once: as key-value pairs, and readable in the message text for those who have no
 * structured log.
 *
 * <pre>{@code
 * Conflict on airport ORD: kind STALE, expected version 5, actual 7, actor maria
 * }</pre>
 *
 * <p>The keys are {@code entity}, {@code id}, {@code kind}, {@code expected}, {@code actual} and {@code actor}; the last
 * two are left out where nothing is known. Ids and actors are escaped, hold no raw control character, and have at most 64
 * characters; {@link #redactingIds} takes ids out of the log. No column values are written. Of a bulk the first 100
 * conflicts are written, and a summary with counts.
 *
 * <p>Immutable and thread-safe.
 */
public final class ConflictLogger implements ConflictListener {

    /** The name of the logger that is written to: {@value}. */
    public static final String LOGGER = "io.versioning.conflict";

    /** How many conflicts of one call are written: {@value}. */
    public static final int LIMIT = 100;

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    private final Level level;
    private final UnaryOperator<String> idText;

    private ConflictLogger(Level level, UnaryOperator<String> idText) {
        this.level = Objects.requireNonNull(level, "level");
        this.idText = Objects.requireNonNull(idText, "idText");
    }

    /**
     * A logger that writes at the level INFO: a conflict is the library at work, and no error.
     *
     * @return the logger
     */
    public static ConflictLogger atInfo() {
        return new ConflictLogger(Level.INFO, UnaryOperator.identity());
    }

    /**
     * Returns a logger like this one that writes at another level.
     *
     * @param other the level
     * @return the logger
     */
    public ConflictLogger atLevel(Level other) {
        return new ConflictLogger(other, idText);
    }

    /**
     * Returns a logger like this one that writes what a function makes of an id, such as a keyed hash.
     *
     * @param redaction takes the id's whole text, which may be long and hold control characters; its answer is escaped
     *     and shortened like an id
     * @return the logger
     */
    public ConflictLogger redactingIds(UnaryOperator<String> redaction) {
        return new ConflictLogger(level, redaction);
    }

    @Override
    public void onConflict(ConflictEvent event) {
        if (event.ordinal() >= LIMIT || !LOG.isEnabledForLevel(level)) {
            return;
        }
        Conflict conflict = event.conflict();
        String entity = SafeText.of(conflict.entity());
        String id = SafeText.of(idText.apply(String.valueOf(conflict.id())));
        LoggingEventBuilder entry = LOG.atLevel(level)
                .addKeyValue("entity", entity)
                .addKeyValue("id", id)
                .addKeyValue("kind", conflict.kind())
                .addKeyValue("expected", conflict.expected());
        StringBuilder message = new StringBuilder("Conflict on ")
                .append(entity)
                .append(' ')
                .append(id)
                .append(": kind ")
                .append(conflict.kind())
                .append(", expected version ")
                .append(conflict.expected());
        if (conflict.actual().isPresent()) {
            entry = entry.addKeyValue("actual", conflict.actual().getAsLong());
            message.append(", actual ").append(conflict.actual().getAsLong());
        }
        if (event.actor().isPresent()) {
            String actor = SafeText.of(event.actor().get());
            entry = entry.addKeyValue("actor", actor);
            message.append(", actor ").append(actor);
        }
        // passed as an argument, so that braces in an id are no place holders
        entry.log("{}", message);
    }

    @Override
    public void onBulkCompleted(String entity, BulkUpdateResult.Counts counts) {
        if (counts.applied() == counts.total()) {
            return;
        }
        String name = SafeText.of(entity);
        LOG.atLevel(level)
                .addKeyValue("entity", name)
                .addKeyValue("applied", counts.applied())
                .addKeyValue("conflicted", counts.conflicted())
                .addKeyValue("refused", counts.refused())
                .addKeyValue("notApplied", counts.notApplied())
                .addKeyValue("unknown", counts.unknown())
                .log(
                        "Bulk on {}: {} applied, {} conflicted, {} refused, {} not applied, {} unknown",
                        name,
                        counts.applied(),
                        counts.conflicted(),
                        counts.refused(),
                        counts.notApplied(),
                        counts.unknown());
    }
}
