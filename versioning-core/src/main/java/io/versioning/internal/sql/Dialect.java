package io.versioning.internal.sql;

import io.versioning.DatabaseException;
import io.versioning.internal.text.SafeText;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The questions that databases answer differently, with standard answers where there are any.
 *
 * <p>Implementations have no state and are thread-safe.
 */
public interface Dialect {

    /**
     * Tells which database this is.
     *
     * @param connection a connection to it
     * @return its dialect
     * @throws SQLException if it can't be asked
     * @throws DatabaseException if the library was not tried on it
     */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "H2" -> H2Dialect.INSTANCE;
            case "PostgreSQL" -> PostgresDialect.INSTANCE;
            default ->
                throw new DatabaseException(
                        "The database is " + SafeText.of(product) + "; guarded writes are made for PostgreSQL and H2",
                        null,
                        null);
        };
    }

    /**
     * An SQL expression that tells the isolation level of the current transaction, in the words of the standard.
     *
     * @return the expression
     */
    String isolation();

    /**
     * Tells whether a new statement sees all that was committed before it began, and nothing else but the transaction's
     * own writes.
     *
     * @param isolation what {@link #isolation()} gave
     * @param ownTransaction true if the statement is a transaction of its own
     * @return true if a read under this isolation level finds the current row
     */
    boolean readsCurrent(String isolation, boolean ownTransaction);

    /**
     * Tells whether a read under this isolation level finds what others have not committed.
     *
     * @param isolation what {@link #isolation()} gave
     * @return true if what is found, or not found, may be rolled back
     */
    default boolean seesUncommitted(String isolation) {
        return false;
    }

    /**
     * Tells whether the connection was told not to write.
     *
     * @param connection the connection
     * @return true if so
     * @throws SQLException if the connection can't be asked
     */
    default boolean isReadOnly(Connection connection) throws SQLException {
        return connection.isReadOnly();
    }

    /**
     * The clause that locks a row against other writers.
     *
     * @return the clause
     */
    default String lockClause() {
        return "for update";
    }

    /**
     * An SQL expression for the time of the statement.
     *
     * @return the expression
     */
    String currentTime();

    /**
     * Tells whether any error ends the transaction, so that nothing more can be done in it.
     *
     * @return true if so
     */
    boolean errorEndsTransaction();

    /**
     * Tells whether one statement can write many rows that come as arrays, one for each column.
     *
     * @return true if so
     */
    default boolean takesArrays() {
        return false;
    }

    /**
     * An SQL expression for the time that a statement waits for a row that another transaction holds, as
     * {@link #lockTimeout(String, boolean)} takes it.
     *
     * @return the expression
     */
    String lockTimeout();

    /**
     * A statement that sets how long the statements after it wait for a row that another transaction holds.
     *
     * @param time milliseconds, or what {@link #lockTimeout()} gave
     * @param inTransaction whether it holds until the end of the transaction, where the database has such a thing, and
     *     not of the connection
     * @return the statement
     */
    String lockTimeout(String time, boolean inTransaction);

    /**
     * A statement that lets constraints and triggers fire now that wait for the end of the transaction.
     *
     * @return the statement, or empty if nothing ever waits
     */
    default Optional<String> settleDeferred() {
        return Optional.empty();
    }

    /**
     * The schemas in which a table without a schema is looked for, in this order.
     *
     * @param connection the connection
     * @return the names of the schemas
     * @throws SQLException if the database can't be asked
     */
    List<String> searchPath(Connection connection) throws SQLException;

    /**
     * Reads what a table's catalogue entries say that the standard metadata doesn't.
     *
     * @param connection the connection
     * @param schema the table's schema
     * @param table the table's name
     * @return the facts
     * @throws SQLException if the database can't be asked
     */
    TableFacts facts(Connection connection, String schema, String table) throws SQLException;

    /**
     * Tells what a column is made of, where the driver does not.
     *
     * @param connection the connection
     * @param schema the table's schema
     * @param table the table's name
     * @param column the column as the driver describes it
     * @return the column with the type by which its values are compared and written
     * @throws SQLException if the database can't be asked
     */
    default Column resolve(Connection connection, String schema, String table, Column column) throws SQLException {
        return column;
    }

    /**
     * Binds a value to a parameter that is compared with, or written to, a column.
     *
     * @param statement the statement
     * @param index the parameter, from 1
     * @param value the value, or null
     * @param column the column
     * @throws SQLException if the driver refuses it
     */
    default void bind(PreparedStatement statement, int index, @Nullable Object value, Column column)
            throws SQLException {
        if (value == null) {
            statement.setNull(index, column.jdbcType());
        } else {
            statement.setObject(index, value);
        }
    }

    /**
     * What the catalogue says of a table.
     *
     * @param keys the column sets of the primary key and of the unique keys that hold at every moment for every row
     * @param triggers whether there is a trigger or rule that could change what an update writes
     * @param rules whether there is a rule that does something besides, which PostgreSQL takes in no statement within WITH
     * @param hasChildren whether other tables inherit from it, so that a write to it writes to them too
     * @param waits whether there is a constraint or trigger that may wait for the end of the transaction
     * @param rowTarget how the table is named where exactly its own rows are meant: {@code ""} or {@code "only "}
     */
    record TableFacts(
            Set<Set<String>> keys,
            boolean triggers,
            boolean rules,
            boolean hasChildren,
            boolean waits,
            String rowTarget) {}

    /**
     * Reads primary key and unique indexes through the standard metadata.
     *
     * @param database the metadata
     * @param schema the table's schema
     * @param table the table's name
     * @return the column sets
     * @throws SQLException if the database can't be asked
     */
    static Set<Set<String>> standardKeys(DatabaseMetaData database, String schema, String table) throws SQLException {
        return StandardKeys.read(database, schema, table);
    }
}
