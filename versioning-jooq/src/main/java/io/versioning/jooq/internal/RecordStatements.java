package io.versioning.jooq.internal;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.write.Loser;
import io.versioning.internal.write.RowStatements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.UpdateQuery;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The statements of a guarded write, rendered and executed by jOOQ. Not thread-safe. */
final class RecordStatements<R extends Record> implements RowStatements {

    /** A name that no table and no column has. */
    private static final String ALWAYS_THERE = "versioning_always_there";

    private final JooqTable<R> table;
    private final CheckedTable checked;
    private final DSLContext dsl;
    private final Condition key;
    private final boolean withState;
    private final Query write;

    /** A write, and whether a conflict is to carry the current record. */
    RecordStatements(
            JooqTable<R> table, CheckedTable checked, DSLContext dsl, Condition key, Query write, boolean withState) {
        this.table = table;
        this.checked = checked;
        this.dsl = dsl;
        this.key = key;
        this.write = write;
        this.withState = withState;
    }

    @Override
    public Written write() throws SQLException {
        int rows = JooqFailures.writing(write::execute);
        return new Written(rows, rows == 0 ? null : returned());
    }

    private @Nullable Long returned() {
        if (!(write instanceof UpdateQuery<?> update)
                || update.getReturnedRecords().isEmpty()) {
            return null;
        }
        return table.versionIn(update.getReturnedRecords().get(0));
    }

    /** From a row that is always there, so that the isolation level is known also where the row is not. */
    @Override
    public Loser loser() throws SQLException {
        Field<String> isolation = DSL.field(checked.dialect().isolation(), String.class);
        Field<Long> version = JooqTable.versionNumber(checked);
        List<SelectFieldOrAsterisk> selected = new ArrayList<>(List.of(isolation, version));
        if (withState) {
            selected.addAll(table.fields().isEmpty() ? List.of(table.table().asterisk()) : table.fields());
        }
        Record found = JooqFailures.reading(() -> dsl.select(selected)
                .from(DSL.select(DSL.inline(1).as(ALWAYS_THERE)).asTable(ALWAYS_THERE))
                .leftJoin(table.table())
                .on(key)
                .fetchSingle());
        String level = Objects.requireNonNull(found.get(0, String.class), "isolation");
        Long actual = found.get(1, Long.class);
        return new Loser(level, actual, actual == null || !withState ? null : state(found));
    }

    private Object state(Record found) {
        Field<?>[] columns = Arrays.copyOfRange(found.fields(), 2, found.size());
        Record state = table.fields().isEmpty() ? found.into(columns) : found.into(table.table());
        state.detach();
        return state;
    }

    @Override
    public void lock() throws SQLException {
        String clause = checked.dialect().lockClause();
        JooqFailures.reading(() -> dsl.fetch(
                "{0} " + clause,
                dsl.select(JooqTable.versionNumber(checked)).from(table.table()).where(key)));
    }
}
