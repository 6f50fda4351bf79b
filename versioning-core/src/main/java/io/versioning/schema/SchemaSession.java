package io.versioning.schema;

import io.versioning.transaction.LocalTransactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * One transaction of its own, in which no statement waits for a lock longer than the settings say. Not thread-safe: it
 * belongs to one connection.
 */
final class SchemaSession {

    /**
     * H2 2.5 does not keep two sessions from altering one table at once: each copies it, and one copy or the other gets
     * lost, is not found, or takes the place of the table after the column was added to that already.
     */
    private static final Lock ONE_AT_A_TIME = new ReentrantLock();

    private final Connection connection;
    private final Database database;
    private final StateReader reader;

    private SchemaSession(Connection connection, Database database, Settings settings) throws SQLException {
        this.connection = connection;
        this.database = database;
        this.reader = StateReader.on(connection, settings.column());
    }

    /** What is done in a session. */
    @FunctionalInterface
    interface Work<R> {
        R in(SchemaSession session) throws SQLException;
    }

    /**
     * Borrows a connection, does the work in a transaction, and hands the connection back as it was.
     *
     * @throws IllegalStateException if the settings ask for what this database doesn't have
     */
    static <R> R run(DataSource dataSource, Settings settings, Work<R> work) {
        return LocalTransactions.over(dataSource).call(connection -> {
            Database database = Database.of(connection);
            if (settings.trigger()) {
                database.ddl().requireTrigger();
            }
            SchemaSession session = new SchemaSession(connection, database, settings);
            String before = session.limitLockWaits(settings);
            try {
                R answer = work.in(session);
                session.restore(before);
                return answer;
            } catch (SQLException | RuntimeException failure) {
                session.restoreAfter(failure, before);
                throw failure;
            }
        });
    }

    /** Returns the statement that undoes it, or an empty one where the end of the transaction does. */
    private String limitLockWaits(Settings settings) throws SQLException {
        Optional<String> question = database.ddl().currentLockTimeout();
        String before = "";
        if (question.isPresent()) {
            before = database.ddl().lockTimeout(ask(question.get()));
        }
        execute(List.of(database.ddl().lockTimeout(settings.lockTimeout().toMillis())));
        return before;
    }

    private void restore(String before) throws SQLException {
        if (!before.isEmpty()) {
            execute(List.of(before));
        }
    }

    private void restoreAfter(Exception failure, String before) {
        try {
            restore(before);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** Does the work while no other thread of this JVM does so, where the database itself does not see to that. */
    <R> R alone(Work<R> work) throws SQLException {
        if (database.ddl().isTransactional()) {
            return work.in(this);
        }
        ONE_AT_A_TIME.lock();
        try {
            return work.in(this);
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private long ask(String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getLong(1);
        }
    }

    Database database() {
        return database;
    }

    Optional<TableState> read(VersionedTable table) throws SQLException {
        return reader.read(table);
    }

    Judgement.Versions versions(TableState state) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet answer = statement.executeQuery(state.ddl().versions(state.names()))) {
                answer.next();
                return new Judgement.Versions(
                        answer.getLong("nulls"), answer.getLong("smallest"), answer.getLong("largest"));
            }
        }
    }

    /** Executes statements as they are: without JDBC's escapes, which a quoted name could look like. */
    void execute(List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
