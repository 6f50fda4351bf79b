package io.versioning.internal.sql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** H2 2.x. */
enum H2Dialect implements Dialect {
    INSTANCE;

    private static final String TRIGGERS = """
            select exists (
              select 1 from INFORMATION_SCHEMA.TRIGGERS
               where EVENT_OBJECT_SCHEMA = ? and EVENT_OBJECT_TABLE = ?)
            """;

    @Override
    public String isolation() {
        return "(select ISOLATION_LEVEL from INFORMATION_SCHEMA.SESSIONS where SESSION_ID = session_id())";
    }

    @Override
    public boolean readsCurrent(String isolation, boolean ownTransaction) {
        return isolation.equals("READ COMMITTED") || (ownTransaction && !isolation.equals("READ UNCOMMITTED"));
    }

    @Override
    public boolean seesUncommitted(String isolation) {
        return isolation.equals("READ UNCOMMITTED");
    }

    /** To H2 it is a hint without effect, and to ask for it takes a statement; a read-only database refuses by itself. */
    @Override
    public boolean isReadOnly(Connection connection) {
        return false;
    }

    @Override
    public String currentTime() {
        return "current_timestamp";
    }

    /** H2 rolls back the statement and goes on; class 40 rolls back everything and goes on all the same. */
    @Override
    public boolean errorEndsTransaction() {
        return false;
    }

    @Override
    public String lockTimeout() {
        return "lock_timeout()";
    }

    @Override
    public String lockTimeout(String time, boolean inTransaction) {
        return "set lock_timeout " + time;
    }

    @Override
    public List<String> searchPath(Connection connection) throws SQLException {
        return List.of(connection.getSchema());
    }

    @Override
    public TableFacts facts(Connection connection, String schema, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TRIGGERS)) {
            statement.setString(1, schema);
            statement.setString(2, table);
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return new TableFacts(
                        Dialect.standardKeys(connection.getMetaData(), schema, table),
                        found.getBoolean(1),
                        false,
                        false,
                        false,
                        "");
            }
        }
    }

    /** Text for a json column would become a json string; a list goes out as the array that it stands for. */
    @Override
    public void bind(PreparedStatement statement, int index, @Nullable Object value, Column column)
            throws SQLException {
        if (value instanceof String json && column.typeName().equals("JSON")) {
            statement.setBytes(index, json.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Collection<?> elements) {
            statement.setObject(index, array(elements));
        } else {
            Dialect.super.bind(statement, index, value, column);
        }
    }

    private static Object[] array(Collection<?> elements) {
        return elements.stream()
                .map(element -> element instanceof Collection<?> nested ? array(nested) : element)
                .toArray();
    }
}
