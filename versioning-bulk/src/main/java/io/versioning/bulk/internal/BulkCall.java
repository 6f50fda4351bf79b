package io.versioning.bulk.internal;

import io.versioning.Outcome.NotApplied;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.write.RowImage;
import io.versioning.transaction.TransactionScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows that are written at once, in one scope: orders them, and has them written in the way that was asked for. */
final class BulkCall {

    private final CheckedTable table;
    private final Target target;
    private final Way way;
    private final TransactionScope scope;
    private final @Nullable ArrayTypes arrays;

    /**
     * A call.
     *
     * @param table the table
     * @param target what it is to the caller
     * @param way how to go about it
     * @param scope the connection
     * @param arrays how the table's columns travel as arrays; null if its rows are written one by one
     */
    BulkCall(CheckedTable table, Target target, Way way, TransactionScope scope, @Nullable ArrayTypes arrays) {
        this.table = table;
        this.target = target;
        this.way = way;
        this.scope = scope;
        this.arrays = arrays;
    }

    RowPlanner planner() {
        Values values = arrays == null ? Values.PLAIN : new Elements(arrays);
        return new RowPlanner(table, values, target.stamps().get());
    }

    /** Writes rows, and tells whether nothing more can be written, with whatever rows. */
    boolean run(List<BulkRow> rows, Outcomes outcomes) throws SQLException {
        List<BulkRow> countable = countable(rows, outcomes);
        if (way.keepsEach()) {
            return write(countable, scope, outcomes);
        }
        return new WholeCall(table, scope, outcomes).run(transaction -> write(countable, transaction, outcomes));
    }

    private List<BulkRow> countable(List<BulkRow> rows, Outcomes outcomes) {
        List<BulkRow> countable = new ArrayList<>(rows.size());
        for (BulkRow row : rows) {
            if (!row.shape().deletes() && row.expected() == table.width().largest()) {
                outcomes.put(row, Outcomes.OVERFLOW);
            } else {
                countable.add(row);
            }
        }
        return countable;
    }

    private boolean write(List<BulkRow> rows, TransactionScope transaction, Outcomes outcomes) throws SQLException {
        if (arrays == null) {
            return writeAll(rows, new RowWriter(table, target.entity(), transaction, state(), outcomes), outcomes);
        }
        return writeBySets(rows, transaction, arrays, outcomes);
    }

    private @Nullable Function<RowImage, Object> state() {
        return way.wantsState() ? target.state() : null;
    }

    private boolean writeBySets(List<BulkRow> rows, TransactionScope transaction, ArrayTypes types, Outcomes outcomes)
            throws SQLException {
        Connection connection = transaction.connection();
        SetStatements statements = new SetStatements(new SetSql(table, types), connection, state());
        Comparator<BulkRow> order =
                types.areExact(table.ids()) ? IdOrder.exact() : IdOrder.ranked(statements.ranks(rows));
        SetWriter writer = new SetWriter(table, target.entity(), statements, order, transaction.joined());
        List<BulkRow> ordered = new ArrayList<>(rows);
        if (!way.inInputOrder()) {
            ordered.sort(order); // stable: rows of one id stay in input order
        }
        if (transaction.joined()) {
            return writeAll(ordered, new ChunkWriter(new Savepoints(connection), writer, order, outcomes), outcomes);
        }
        try (OwnTransactions own = OwnTransactions.begin(table, connection)) {
            return writeAll(ordered, new ChunkWriter(own, writer, order, outcomes), outcomes);
        }
    }

    private boolean writeAll(List<BulkRow> rows, RowsWriter writer, Outcomes outcomes) {
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
        return writer.isEnded();
    }
}
