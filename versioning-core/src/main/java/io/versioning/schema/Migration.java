package io.versioning.schema;

import io.versioning.DatabaseException;
import io.versioning.VersioningException;
import io.versioning.internal.sql.SqlFailure;
import io.versioning.transaction.CommitFailedException;
import io.versioning.transaction.Completion;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Looks at all tables, and if nothing is in the way changes one after the other, each in a transaction of its own.
 *
 * @param dataSource where connections come from; one is held at a time
 * @param settings what the caller asks for
 * @param planner decides what is done to a table
 */
record Migration(DataSource dataSource, Settings settings, Planner planner) {

    List<TableChange> run() {
        List<Finding> obstacles = SchemaSession.run(dataSource, settings, this::obstacles);
        if (!obstacles.isEmpty()) {
            throw new SchemaUnsuitableException(obstacles);
        }
        List<TableChange> done = new ArrayList<>();
        for (VersionedTable table : settings.tables()) {
            done.add(change(table, done));
        }
        return List.copyOf(done);
    }

    private List<Finding> obstacles(SchemaSession session) throws SQLException {
        List<Finding> obstacles = new ArrayList<>();
        for (VersionedTable table : settings.tables()) {
            obstacles.addAll(obstacles(table, session.read(table)));
        }
        return obstacles;
    }

    private List<Finding> obstacles(VersionedTable table, Optional<TableState> state) {
        return state.map(planner::obstacles).orElseGet(() -> List.of(Judgement.missing(table)));
    }

    private TableChange change(VersionedTable table, List<TableChange> done) {
        try {
            return SchemaSession.run(dataSource, settings, session -> change(table, done, session));
        } catch (SchemaChangeException | DatabaseException | CommitFailedException failure) {
            return doneMeanwhile(table).orElseThrow(() -> describe(table, done, failure));
        }
    }

    private TableChange change(VersionedTable table, List<TableChange> done, SchemaSession session) {
        try {
            return session.alone(alone -> {
                Plan plan = plan(table, done, alone);
                alone.execute(plan.statements());
                return plan.asDone(table);
            });
        } catch (SQLException e) {
            SqlFailure failure = SqlFailure.of(e);
            throw new SchemaChangeException(
                    table, words(failure, session.database()), done, failure.state(), failure.safeCause());
        }
    }

    private Plan plan(VersionedTable table, List<TableChange> done, SchemaSession session) throws SQLException {
        Optional<TableState> state = session.read(table);
        List<Finding> obstacles = obstacles(table, state);
        if (state.isEmpty() || !obstacles.isEmpty()) {
            String what = "was not changed, as it is not what it was a moment ago: " + obstacles;
            throw new SchemaChangeException(table, what, done, null, null);
        }
        return planner.plan(state.get());
    }

    /** Of two processes that do the same at the same time one fails, and finds its work done. */
    private Optional<TableChange> doneMeanwhile(VersionedTable table) {
        try {
            return SchemaSession.run(
                    dataSource,
                    settings,
                    session -> session.read(table)
                            .filter(state -> planner.obstacles(state).isEmpty())
                            .map(planner::plan)
                            .filter(plan -> plan.statements().isEmpty())
                            .map(plan -> plan.asDone(table)));
        } catch (DatabaseException | CommitFailedException stillFailing) {
            return Optional.empty();
        }
    }

    private String words(SqlFailure failure, Database database) {
        String why = failure.kind() == SqlFailure.Kind.BUSY
                ? "it is in use, and was not free within %d ms (SQLSTATE %s)"
                        .formatted(settings.lockTimeout().toMillis(), failure.state())
                : failure.description();
        return failure.isCertain() || database.ddl().isTransactional()
                ? "could not be changed, and is as it was: " + why
                : "may have been changed or not: " + why;
    }

    private static SchemaChangeException describe(
            VersionedTable table, List<TableChange> done, VersioningException failure) {
        if (failure instanceof SchemaChangeException known) {
            return known;
        }
        boolean unknown = failure instanceof CommitFailedException commit && commit.completion() == Completion.UNKNOWN;
        String what = unknown ? "may have been changed or not: " : "could not be changed, and is as it was: ";
        Optional<String> state = failure instanceof DatabaseException database ? database.sqlState() : Optional.empty();
        return new SchemaChangeException(table, what + failure.getMessage(), done, state.orElse(null), failure);
    }
}
