package io.versioning.bulk.internal;

import io.versioning.Outcome.NotApplied;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.write.StateReader;
import io.versioning.transaction.TransactionScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows that are written at once, in one scope: orders them, and has them written in the way that was asked for. */
final class BulkCall {

    private final CheckedTable table;
    private final Target target;
    private final Way way;
    private final TransactionScope scope;
    private final Form form;
    private final BulkStore.@Nullable Typed typed;
    private final CommitWitness witness;
    private final Attendant attendant;

    /** How rows are written. */
    enum Form {
        /** Many by one statement. */
        SETS,
        /** Many by statements of one row, one after the other where the database goes on behind a bad one. */
        BATCH,
        /** Many by a JDBC batch of which nothing is known; also for what PostgreSQL takes in no other way. */
        PORTABLE_BATCH,
        /** Each by a guarded single write. */
        ALONE
    }

    /**
     * A call.
     *
     * @param table the table
     * @param target what it is to the caller
     * @param way how to go about it
     * @param scope the connection
     * @param form how rows are written
     * @param typed how the table's columns travel as arrays; null on a database that takes none
     * @param witness notes what proves that transactions of the library's were committed
     * @param attendant attends to the rows
     */
    BulkCall(
            CheckedTable table,
            Target target,
            Way way,
            TransactionScope scope,
            Form form,
            BulkStore.@Nullable Typed typed,
            CommitWitness witness,
            Attendant attendant) {
        this.table = table;
        this.target = target;
        this.way = way;
        this.scope = scope;
        this.form = form;
        this.typed = typed;
        this.witness = witness;
        this.attendant = attendant;
    }

    RowPlanner planner() {
        return new RowPlanner(table, shapes(), way.wantsState(), target.stamps().get(), attendant);
    }

    private Shapes shapes() {
        if (typed == null) {
            return new Shapes(table, Values.PLAIN);
        }
        return form == Form.SETS ? typed.sets() : typed.singles();
    }

    /** Writes rows, and tells whether nothing more can be written, with whatever rows. */
    boolean run(List<BulkRow> rows, Outcomes outcomes) throws SQLException {
        List<BulkRow> countable = countable(rows, outcomes);
        try (LockTimeout timeout = LockTimeout.begin(table.dialect(), scope, way.lockTimeout())) {
            if (way.keepsEach()) {
                return write(countable, scope, timeout, outcomes);
            }
            return new WholeCall(table, scope, outcomes, witness)
                    .run(transaction -> write(countable, transaction, timeout, outcomes));
        }
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

    private boolean write(List<BulkRow> rows, TransactionScope transaction, LockTimeout timeout, Outcomes outcomes)
            throws SQLException {
        int chunk = way.inInputOrder() ? 1 : way.chunk();
        Attendant.SingleWrite single = attendant.singleWrite();
        if (single != null) {
            return writeAll(rows, chunk, new AttendedRowWriter(single, transaction, outcomes), outcomes);
        }
        if (form == Form.ALONE) {
            RowWriter alone = new RowWriter(table, target.entity(), transaction, texts(), state(), attendant, outcomes);
            return writeAll(rows, chunk, alone, outcomes);
        }
        Connection connection = transaction.connection();
        if (form == Form.SETS && typed != null) {
            SetStatements sets = new SetStatements(typed.texts(table), connection, state(), witness);
            if (typed.types().areExact(table.ids())) {
                return writeInChunks(rows, chunk, transaction, new Means(sets, IdOrder.exact(rows), timeout), outcomes);
            }
            List<BulkRow> ranked = new Ranking(sets, connection, outcomes).of(rows);
            return writeInChunks(ranked, chunk, transaction, new Means(sets, IdOrder.byRank(), timeout), outcomes);
        }
        boolean goesOn = form == Form.BATCH && !table.dialect().errorEndsTransaction();
        String isolation = transaction.joined() ? null : OwnTransactions.ISOLATION;
        BatchStatements batches = new BatchStatements(table, connection, timeout, isolation, goesOn, state());
        Optional<Comparator<BulkRow>> order = IdOrder.cautious(rows);
        return order.isPresent()
                ? writeInChunks(rows, chunk, transaction, new Means(batches, order.get(), timeout), outcomes)
                : writeInChunks(rows, 1, transaction, new Means(batches, IdOrder.none(), timeout), outcomes);
    }

    private @Nullable SetTexts texts() {
        return typed == null ? null : typed.texts(table);
    }

    private @Nullable StateReader state() {
        return way.wantsState() ? target.state() : null;
    }

    /** By what chunks are written. */
    private record Means(PieceStatements statements, Comparator<BulkRow> order, LockTimeout timeout) {}

    private boolean writeInChunks(
            List<BulkRow> rows, int chunk, TransactionScope transaction, Means means, Outcomes outcomes)
            throws SQLException {
        List<BulkRow> ordered = new ArrayList<>(rows);
        if (!way.inInputOrder()) {
            ordered.sort(means.order()); // stable: rows of one id stay in input order
        }
        if (transaction.joined()) {
            return writeAll(ordered, chunk, writer(Savepoints.of(transaction), true, means, outcomes), outcomes);
        }
        try (OwnTransactions own = OwnTransactions.begin(table, transaction.connection(), witness)) {
            return writeAll(ordered, chunk, writer(own, false, means, outcomes), outcomes);
        }
    }

    private RowsWriter writer(ChunkScope chunks, boolean joined, Means means, Outcomes outcomes) {
        PieceStatements attended = new AttendedPieces(means.statements(), attendant);
        PieceWriter pieces = new PieceWriter(table, target.entity(), attended, means.order(), joined);
        return new ChunkWriter(new ChunkMeans(chunks, pieces, means.timeout(), means.order(), outcomes, witness));
    }

    private boolean writeAll(List<BulkRow> rows, int chunk, RowsWriter writer, Outcomes outcomes) {
        boolean stopped = false;
        for (int from = 0; from < rows.size(); from += chunk) {
            List<BulkRow> some = rows.subList(from, Math.min(rows.size(), from + chunk));
            if (stopped || writer.isEnded()) {
                outcomes.putAll(some, NotApplied.because(NotApplied.NOT_ATTEMPTED));
            } else {
                writer.write(some);
                attendant.written(some.stream().mapToInt(BulkRow::position));
                stopped = way.mode() == Way.Mode.ALL_OR_STOP && !some.stream().allMatch(outcomes::isApplied);
            }
        }
        return writer.isEnded();
    }
}
