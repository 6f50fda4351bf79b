package io.versioning.jooq.internal;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.write.InsertStatements;
import io.versioning.internal.write.RowInsert;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertQuery;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The statements of an insert, rendered and executed by jOOQ. Not thread-safe. */
final class RecordInsertStatements<R extends Record> implements InsertStatements {

    private final JooqTable<R> table;
    private final CheckedTable checked;
    private final DSLContext dsl;
    private final InsertQuery<R> insert;
    private final Consumer<R> inserted;

    /** An insert of values, and who is given the row that came of it. */
    RecordInsertStatements(
            JooqTable<R> table,
            CheckedTable checked,
            DSLContext dsl,
            Map<Field<?>, @Nullable Object> values,
            Consumer<R> inserted) {
        this.table = table;
        this.checked = checked;
        this.dsl = dsl;
        this.inserted = inserted;
        this.insert = dsl.insertQuery(table.table());
        insert.addValues(values);
        insert.addValue(JooqTable.versionNumber(checked), RowInsert.FIRST_VERSION);
        insert.setReturning(returning());
    }

    private List<Field<?>> returning() {
        if (!table.fields().isEmpty()) {
            return table.fields();
        }
        List<Field<?>> returning = new ArrayList<>(table.ids());
        returning.add(table.version(checked));
        return returning;
    }

    @Override
    public Optional<Inserted> insert() throws SQLException {
        int rows = JooqFailures.writing(insert::execute);
        R row = insert.getReturnedRecord();
        if (rows == 0 || row == null) {
            return Optional.empty();
        }
        inserted.accept(row);
        List<@Nullable Object> key = new ArrayList<>();
        table.ids().forEach(id -> key.add(row.get(id)));
        return Optional.of(new Inserted(key, table.versionOf(row)));
    }

    @Override
    public @Nullable Long version(List<@Nullable Object> key) throws SQLException {
        Condition condition = DSL.noCondition();
        for (int part = 0; part < key.size(); part++) {
            condition = condition.and(equal(table.ids().get(part), key.get(part)));
        }
        Condition named = condition;
        return JooqFailures.reading(() -> dsl.select(JooqTable.versionNumber(checked))
                .from(table.table())
                .where(named)
                .fetchOne(JooqTable.versionNumber(checked)));
    }

    private static <T> Condition equal(Field<T> field, @Nullable Object value) {
        return field.eq(DSL.val(field.getType().cast(value), field));
    }
}
