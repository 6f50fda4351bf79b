package io.versioning.bulk.jpa.internal;

import io.versioning.bulk.internal.ColumnValue;
import io.versioning.internal.sql.Column;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Set;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.jspecify.annotations.Nullable;

/**
 * Has Hibernate bind a value to a statement that is none, and tells what was bound: so it is exactly what Hibernate would
 * write, converters, enums and time zones included. Not thread-safe.
 */
final class BindRecorder {

    private static final Set<String> STREAMS = Set.of(
            "setBlob",
            "setClob",
            "setNClob",
            "setBinaryStream",
            "setAsciiStream",
            "setUnicodeStream",
            "setCharacterStream",
            "setNCharacterStream",
            "setSQLXML",
            "setRef",
            "setRowId",
            "setURL");

    private final SharedSessionContractImplementor session;
    private final PreparedStatement statement;
    private @Nullable Object bound;

    BindRecorder(SharedSessionContractImplementor session, Connection connection) {
        this.session = session;
        InvocationHandler recording = (proxy, method, arguments) -> answer(method, arguments, connection);
        this.statement = (PreparedStatement) Proxy.newProxyInstance(
                BindRecorder.class.getClassLoader(), new Class<?>[] {PreparedStatement.class}, recording);
    }

    /**
     * What Hibernate binds for a value.
     *
     * @throws IllegalArgumentException if it is a stream, or something else that can't travel with others
     */
    @SuppressWarnings("unchecked") // the value is of the mapping's type
    @Nullable
    Object bound(@Nullable Object value, JdbcMapping mapping) {
        if (value == null) {
            return null;
        }
        bound = null;
        try {
            mapping.getJdbcValueBinder().bind(statement, value, 1, session);
        } catch (SQLException e) {
            throw new IllegalArgumentException("a value can't be bound", e);
        }
        return bound;
    }

    private @Nullable Object answer(Method method, Object @Nullable [] arguments, Connection connection)
            throws SQLException {
        String name = method.getName();
        if (name.equals("getConnection")) {
            return connection;
        } else if (arguments != null && arguments.length > 1 && name.startsWith("set") && !STREAMS.contains(name)) {
            bound = detached(name, arguments);
            return null;
        }
        throw new IllegalArgumentException(
                "a value of this type can't be written along with others; use" + " JpaVersioning for its row");
    }

    private static @Nullable Object detached(String setter, Object[] arguments) throws SQLException {
        Object value = arguments[1];
        if (setter.equals("setNull") || value == null) {
            return null;
        } else if (value instanceof Array array) {
            return Arrays.asList((Object[]) array.getArray());
        } else if (arguments.length > 2 && arguments[2] instanceof Calendar calendar) {
            return in(calendar.getTimeZone().toZoneId(), value);
        } else if (value instanceof Date date) {
            return date.toLocalDate();
        }
        return value.getClass().getName().equals("org.postgresql.util.PGobject") ? value.toString() : value;
    }

    private static Object in(ZoneId zone, Object value) {
        if (value instanceof Timestamp timestamp) {
            OffsetDateTime time = timestamp.toInstant().atZone(zone).toOffsetDateTime();
            return (ColumnValue) column -> isZoned(column) ? time : time.toLocalDateTime();
        } else if (value instanceof Time time) {
            return java.time.Instant.ofEpochMilli(time.getTime()).atZone(zone).toLocalTime();
        }
        return java.time.Instant.ofEpochMilli(((Date) value).getTime())
                .atZone(zone)
                .toLocalDate();
    }

    private static boolean isZoned(Column column) {
        return column.jdbcType() == Types.TIMESTAMP_WITH_TIMEZONE
                || column.typeName().equals("timestamptz");
    }
}
