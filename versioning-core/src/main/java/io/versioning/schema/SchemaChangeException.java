package io.versioning.schema;

import io.versioning.VersioningException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The DDL on one table failed. Unless the message says that its outcome is unknown, that table is as it was; the tables
 * before it are {@linkplain #completed() done} and stay so, those after it were not begun. The same call may be made
 * again once the cause is gone, and leaves alone what is done.
 */
public final class SchemaChangeException extends VersioningException {

    private static final long serialVersionUID = 1L;

    private final String table;

    @SuppressWarnings("serial") // an immutable list of the JDK's, which can be serialized
    private final List<TableChange> completed;

    private final @Nullable String sqlState;

    SchemaChangeException(
            VersionedTable table,
            String what,
            List<TableChange> completed,
            @Nullable String sqlState,
            @Nullable Throwable cause) {
        super("Table " + table + " " + what + describe(completed), cause);
        this.table = table.toString();
        this.completed = List.copyOf(completed);
        this.sqlState = sqlState;
    }

    private static String describe(List<TableChange> completed) {
        return completed.isEmpty()
                ? ""
                : completed.stream()
                        .map(TableChange::table)
                        .collect(Collectors.joining(", ", "; done before it: ", ""));
    }

    /**
     * Returns the table whose DDL failed.
     *
     * @return its name, as it was given
     */
    public String table() {
        return table;
    }

    /**
     * Returns what was done to the tables before it, and is committed.
     *
     * @return the changes, in the order of the tables
     */
    public List<TableChange> completed() {
        return completed;
    }

    /**
     * Returns the SQLSTATE of the failure; 55P03 on PostgreSQL and HYT00 on H2 say that the table was busy.
     *
     * @return five characters, or empty if the driver gave none
     */
    public Optional<String> sqlState() {
        return Optional.ofNullable(sqlState);
    }
}
