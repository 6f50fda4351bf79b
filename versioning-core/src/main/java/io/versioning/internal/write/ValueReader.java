package io.versioning.internal.write;

import io.versioning.internal.sql.Identifiers;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads values out of a result set so that nothing of the connection stays in them, and so that they are the same
 * types on every database: numbers, text, {@code java.time}, {@code byte[]}, {@code UUID}, {@code List} for an array, and
 * text for all that the JDK has no type for.
 */
final class ValueReader {

    private ValueReader() {}

    /** Reads the columns of the current row from one index on, by label. */
    static Map<String, @Nullable Object> row(ResultSet rows, int from, Identifiers identifiers) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> names = new ArrayList<>();
        for (int index = from; index <= columns.getColumnCount(); index++) {
            names.add(columns.getColumnName(index));
        }
        Map<String, String> labels = identifiers.labels(names);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        int index = from;
        for (String name : names) {
            values.put(labels.getOrDefault(name, name), value(rows, index++));
        }
        return values;
    }

    static @Nullable Object value(ResultSet rows, int index) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        return switch (columns.getColumnType(index)) {
            case Types.DATE -> rows.getObject(index, LocalDate.class);
            case Types.TIME -> time(rows, index, columns.getColumnTypeName(index));
            case Types.TIME_WITH_TIMEZONE -> rows.getObject(index, OffsetTime.class);
            case Types.TIMESTAMP -> timestamp(rows, index, columns.getColumnTypeName(index));
            case Types.OTHER -> other(rows, index);
            case Types.TIMESTAMP_WITH_TIMEZONE -> rows.getObject(index, OffsetDateTime.class);
            default -> detached(rows, index);
        };
    }

    /** pgjdbc gives the types with and without a time zone the same code. */
    private static @Nullable Object time(ResultSet rows, int index, String typeName) throws SQLException {
        return typeName.equals("timetz")
                ? rows.getObject(index, OffsetTime.class)
                : rows.getObject(index, LocalTime.class);
    }

    private static @Nullable Object timestamp(ResultSet rows, int index, String typeName) throws SQLException {
        return typeName.equals("timestamptz")
                ? rows.getObject(index, OffsetDateTime.class)
                : rows.getObject(index, LocalDateTime.class);
    }

    /** What JDBC has no code for is text, but for UUIDs: H2 would give json as bytes. */
    private static @Nullable Object other(ResultSet rows, int index) throws SQLException {
        Object value = rows.getObject(index);
        return value instanceof UUID ? value : rows.getString(index);
    }

    private static @Nullable Object detached(ResultSet rows, int index) throws SQLException {
        Object value = rows.getObject(index);
        if (value instanceof Clob) {
            return rows.getString(index);
        } else if (value instanceof Blob) {
            return rows.getBytes(index);
        } else if (value instanceof Array array) {
            return list(array);
        } else if (value == null || isPlain(value)) {
            return value;
        }
        return rows.getString(index);
    }

    private static boolean isPlain(Object value) {
        return value instanceof Number
                || value instanceof String
                || value instanceof Boolean
                || value instanceof UUID
                || value instanceof byte[];
    }

    /** By a result set, whose second column is the element: an array of Java's would hold {@code java.sql.Time}. */
    private static List<@Nullable Object> list(Array array) throws SQLException {
        List<@Nullable Object> list = new ArrayList<>();
        try (ResultSet elements = array.getResultSet()) {
            while (elements.next()) {
                list.add(value(elements, 2));
            }
        }
        return Collections.unmodifiableList(list);
    }
}
