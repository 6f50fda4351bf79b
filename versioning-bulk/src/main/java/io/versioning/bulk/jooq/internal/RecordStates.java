package io.versioning.bulk.jooq.internal;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.write.StateReader;
import io.versioning.jooq.internal.JooqFailures;
import io.versioning.jooq.internal.JooqTable;
import io.versioning.jooq.internal.SqlNames;
import io.versioning.jooq.internal.Values;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.ExecuteListenerProvider;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads rows as detached records, by jOOQ, with the converters and bindings of their fields. Thread-safe. */
final class RecordStates implements StateReader {

    private final DSLContext dsl;
    private final JooqTable<?> table;
    private volatile @Nullable Columns known;

    /** A reader, which the listeners of the application's don't see: nothing is executed. */
    RecordStates(Configuration configuration, JooqTable<?> table) {
        this.dsl = configuration.derive(new ExecuteListenerProvider[0]).dsl();
        this.table = table;
    }

    /** What the columns of a result are called, and as which fields they are read. */
    private record Columns(List<String> names, List<Field<?>> fields) {}

    @Override
    public Object read(CheckedTable checked, long version, ResultSet row, int from) throws SQLException {
        return JooqFailures.reading(
                () -> table.fields().isEmpty() ? asFound(row, from) : asGenerated(checked, row, from));
    }

    /** Without generated code the result tells the fields. */
    private Record asFound(ResultSet row, int from) {
        Record found = dsl.fetch(new OneRow(row)).get(0);
        List<Field<?>> fields = List.of(found.fields()).subList(from - 1, found.size());
        return detached(dsl.newRecord(fields), fields, found, from);
    }

    private Record asGenerated(CheckedTable checked, ResultSet row, int from) {
        Columns columns = columns(checked, names(row), from);
        Record found = dsl.fetch(new OneRow(row), columns.fields().toArray(Field<?>[]::new))
                .get(0);
        List<Field<?>> fields = columns.fields().subList(from - 1, found.size());
        return detached(dsl.newRecord(table.table()), fields, found, from);
    }

    private static Record detached(Record state, List<Field<?>> fields, Record found, int from) {
        for (int at = 0; at < fields.size(); at++) {
            if (state.field(fields.get(at)) != null) {
                Values.set(state, fields.get(at), found.get(from - 1 + at));
            }
        }
        state.changed(false);
        state.detach();
        return state;
    }

    private static List<String> names(ResultSet row) {
        try {
            ResultSetMetaData columns = row.getMetaData();
            List<String> names = new ArrayList<>();
            for (int index = 1; index <= columns.getColumnCount(); index++) {
                names.add(columns.getColumnName(index));
            }
            return names;
        } catch (SQLException e) {
            throw new DataAccessException("The columns of a row could not be read", e);
        }
    }

    private Columns columns(CheckedTable checked, List<String> names, int from) {
        Columns before = known;
        if (before != null && before.names().equals(names)) {
            return before;
        }
        Map<String, Field<?>> byName = new HashMap<>();
        for (Field<?> field : table.fields()) {
            Optional<String> name = checked.identifiers().find(SqlNames.of(field, dsl), names);
            name.ifPresent(found -> byName.put(found, field));
        }
        List<Field<?>> fields = new ArrayList<>();
        for (int at = 0; at < names.size(); at++) {
            Field<?> unknown = DSL.field(DSL.name("column " + at), Object.class);
            fields.add(at < from - 1 ? unknown : byName.getOrDefault(names.get(at), unknown));
        }
        Columns columns = new Columns(names, fields);
        known = columns;
        return columns;
    }
}
