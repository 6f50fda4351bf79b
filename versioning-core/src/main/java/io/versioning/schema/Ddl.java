package io.versioning.schema;

import com.google.errorprone.annotations.Immutable;
import io.versioning.internal.sql.Identifiers;
import java.util.List;
import java.util.Optional;

/**
 * Renders the DDL of one database: the one place where its SQL is. Executes nothing.
 *
 * <p>Implementations have no state and are thread-safe.
 */
@Immutable
interface Ddl {

    /** Adds the column and marks it as created by {@code up}. */
    List<String> addColumn(Names names, ColumnType type);

    default List<String> dropColumn(Names names) {
        return List.of("""
                alter table %s
                  drop column %s""".formatted(names.table(), names.column()));
    }

    /**
     * Creates the trigger and its function, or puts an existing function right.
     *
     * @throws IllegalStateException if there is no such trigger on this database
     */
    List<String> createTrigger(Names names);

    /** Creates or replaces the function, and marks it as created by {@code up}. */
    List<String> createFunction(Names names);

    default List<String> dropTrigger(Names names, String trigger) {
        return List.of("""
                drop trigger %s on %s""".formatted(Identifiers.quote(trigger), names.table()), """
                drop function %s()""".formatted(names.function()));
    }

    /** What the trigger's function does, as the catalogue shows it. */
    String body(Names names);

    /**
     * Refuses to go on where there is no such trigger.
     *
     * @throws IllegalStateException if there is none on this database
     */
    default void requireTrigger() {}

    /** Whether the DDL of one transaction takes place as a whole or not at all. */
    boolean isTransactional();

    /** Limits how long the statements that follow wait for each lock. */
    String lockTimeout(long millis);

    /** Asks for the limit that has to be restored, where it outlasts the transaction. */
    Optional<String> currentLockTimeout();

    /** Judges a table's versions: how many are null, the smallest and the largest. */
    default String versions(Names names) {
        return """
                select count(*) - count(%1$s) as nulls, min(%1$s) as smallest, max(%1$s) as largest
                  from %2$s""".formatted(names.column(), names.table());
    }
}
