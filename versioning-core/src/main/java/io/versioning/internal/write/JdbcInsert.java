package io.versioning.internal.write;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements of an insert over plain JDBC. Not thread-safe. */
public final class JdbcInsert implements InsertStatements {

    private final GuardedSql sql;
    private final Execution execution;
    private final Statement statement;

    /**
     * The statements of an insert.
     *
     * @param table the table
     * @param connection the connection
     * @param assignments the row's columns; the key may be among them
     */
    public JdbcInsert(CheckedTable table, Connection connection, List<Assignment> assignments) {
        this.sql = new GuardedSql(table);
        this.execution = new Execution(table, connection);
        this.statement = sql.insert(assignments);
    }

    @Override
    public Optional<Inserted> insert() throws SQLException {
        List<String> returning =
                new ArrayList<>(sql.table().ids().stream().map(Column::name).toList());
        int parts = returning.size();
        returning.add(sql.table().version().name());
        Execution.Written written = execution.insert(statement, returning);
        if (written.rows() == 0) {
            return Optional.empty();
        }
        List<@Nullable Object> returned = written.returned();
        return Optional.of(new Inserted(returned.subList(0, parts), ((Number) returned.get(parts)).longValue()));
    }

    @Override
    public @Nullable Long version(List<@Nullable Object> key) throws SQLException {
        List<Object> values = key.stream().map(Objects::requireNonNull).toList();
        return execution.loser(sql.loser(sql.key(values), false), null).version();
    }
}
