package io.versioning.internal.write;

import io.versioning.internal.sql.CheckedTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statements of a guarded write over plain JDBC. Not thread-safe. */
public final class JdbcStatements implements RowStatements {

    private final GuardedSql sql;
    private final Execution execution;
    private final List<Parameter> key;
    private final @Nullable StateReader state;
    private final Statement statement;
    private final boolean deletes;

    private JdbcStatements(Connection connection, GuardedSql sql, Shape shape, Statement statement, boolean deletes) {
        this.sql = sql;
        this.execution = new Execution(sql.table(), connection);
        this.key = sql.key(shape.key());
        this.state = shape.state();
        this.statement = statement;
        this.deletes = deletes;
    }

    /**
     * What updates and deletes have in common.
     *
     * @param key the values of the id columns
     * @param state makes the current state of a conflict; null if the call did not ask for it
     */
    public record Shape(List<Object> key, @Nullable StateReader state) {

        /** Copies the key. */
        public Shape {
            key = List.copyOf(key);
        }

        /**
         * Statements that set columns and advance the version.
         *
         * @param assignments gives the changed columns of the checked table; none to advance the version only
         * @return makes the statements for a connection
         */
        public RowStatements.Factory update(Function<CheckedTable, List<Assignment>> assignments) {
            return (table, connection, precondition) -> {
                GuardedSql sql = new GuardedSql(table);
                Statement update = sql.update(assignments.apply(table), sql.key(key), precondition);
                return new JdbcStatements(connection, sql, this, update, false);
            };
        }

        /**
         * Statements that set columns and advance the version, by a text that is known.
         *
         * @param text the update, as {@link GuardedSql#updateText} renders it
         * @param assignments the changed columns
         * @return makes the statements for a connection
         */
        public RowStatements.Factory update(String text, List<Assignment> assignments) {
            return (table, connection, precondition) -> {
                GuardedSql sql = new GuardedSql(table);
                Statement update = sql.update(text, assignments, sql.key(key), precondition);
                return new JdbcStatements(connection, sql, this, update, false);
            };
        }

        /**
         * Statements that delete the row.
         *
         * @return makes the statements for a connection
         */
        public RowStatements.Factory delete() {
            return (table, connection, precondition) -> {
                GuardedSql sql = new GuardedSql(table);
                return new JdbcStatements(connection, sql, this, sql.delete(sql.key(key), precondition), true);
            };
        }
    }

    @Override
    public Written write() throws SQLException {
        return deletes ? new Written(execution.write(statement), null) : execution.update(statement);
    }

    @Override
    public Loser loser() throws SQLException {
        return execution.loser(sql.loser(key, state != null), state);
    }

    @Override
    public void lock() throws SQLException {
        execution.lock(sql.lock(key));
    }
}
