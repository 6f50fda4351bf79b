package io.versioning.bulk.internal;

import io.versioning.Outcome.NotApplied;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.transaction.TransactionScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call: plans its rows, orders them, and has them written in the way that was asked for. Not thread-safe. */
final class BulkCall {

    private final CheckedTable table;
    private final String entity;
    private final Way way;
    private final @Nullable ArrayTypes arrays;
    private final Outcomes outcomes;

    /**
     * A call.
     *
     * @param table the table
     * @param entity what its rows are called
     * @param way how to go about it
     * @param arrays how its columns travel as arrays; null on a database that takes none
     * @param outcomes takes an outcome for each row
     */
    BulkCall(CheckedTable table, String entity, Way way, @Nullable ArrayTypes arrays, Outcomes outcomes) {
        this.table = table;
        this.entity = entity;
        this.way = way;
        this.arrays = arrays;
        this.outcomes = outcomes;
    }

    void run(List<? extends RowSource> sources, TransactionScope scope) throws SQLException {
        if (arrays == null || isRowByRow(scope, sources.size())) {
            List<BulkRow> rows = plan(sources, Values.PLAIN);
            inMode(
                    scope,
                    transaction -> writeAll(rows, new RowWriter(table, entity, transaction, way.state(), outcomes)));
        } else {
            List<BulkRow> rows = plan(sources, new Elements(arrays));
            inMode(scope, transaction -> writeBySets(rows, transaction, arrays));
        }
    }

    /** What triggers did for a row that was not written in the end can be undone only where it stands alone. */
    private boolean isRowByRow(TransactionScope scope, int rows) {
        return !scope.joined()
                && way.keepsEach()
                && (way.inInputOrder() || rows == 1 || table.facts().triggers());
    }

    private void inMode(TransactionScope scope, WholeCall.Work work) throws SQLException {
        if (way.keepsEach()) {
            work.in(scope);
        } else {
            new WholeCall(table, scope, outcomes).run(work);
        }
    }

    private List<BulkRow> plan(List<? extends RowSource> sources, Values values) {
        RowPlanner planner = new RowPlanner(table, values, way.stamps());
        List<BulkRow> planned = new ArrayList<>(sources.size());
        int position = 0;
        for (RowSource source : sources) {
            BulkRow row = planner.plan(position++, source);
            if (!row.shape().deletes() && row.expected() == table.width().largest()) {
                outcomes.put(row, Outcomes.OVERFLOW);
            } else {
                planned.add(row);
            }
        }
        return planned;
    }

    private void writeBySets(List<BulkRow> rows, TransactionScope transaction, ArrayTypes types) throws SQLException {
        Connection connection = transaction.connection();
        SetStatements statements = new SetStatements(new SetSql(table, types), connection, way.state());
        Comparator<BulkRow> order =
                types.areExact(table.ids()) ? IdOrder.exact() : IdOrder.ranked(statements.ranks(rows));
        SetWriter writer = new SetWriter(table, entity, statements, order, transaction.joined());
        List<BulkRow> ordered = new ArrayList<>(rows);
        if (!way.inInputOrder()) {
            ordered.sort(order); // stable: rows of one id stay in input order
        }
        if (transaction.joined()) {
            writeAll(ordered, new ChunkWriter(new Savepoints(connection), writer, order, outcomes));
        } else {
            try (OwnTransactions own = OwnTransactions.begin(table, connection)) {
                writeAll(ordered, new ChunkWriter(own, writer, order, outcomes));
            }
        }
    }

    private void writeAll(List<BulkRow> rows, RowsWriter writer) {
        int chunk = way.inInputOrder() ? 1 : way.chunk();
        boolean stopped = false;
        for (int from = 0; from < rows.size(); from += chunk) {
            List<BulkRow> some = rows.subList(from, Math.min(rows.size(), from + chunk));
            if (stopped || writer.isEnded()) {
                outcomes.putAll(some, NotApplied.because(NotApplied.NOT_ATTEMPTED));
            } else {
                writer.write(some);
                stopped = way.mode() == Way.Mode.ALL_OR_STOP && !some.stream().allMatch(outcomes::isApplied);
            }
        }
    }
}
