package io.versioning.bulk.internal;

import io.versioning.DatabaseException;
import io.versioning.Outcome;
import io.versioning.Outcome.Durability;
import io.versioning.Outcome.NotApplied;
import io.versioning.Refusal;
import io.versioning.TableUnsuitableException;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.write.Assignment;
import io.versioning.internal.write.JdbcStatements;
import io.versioning.internal.write.RowAttempt;
import io.versioning.internal.write.RowStatements;
import io.versioning.internal.write.RowWrite;
import io.versioning.internal.write.StateReader;
import io.versioning.transaction.TransactionScope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one row after the other, each by a guarded write and in a transaction of its own. Not thread-safe. */
final class RowWriter implements RowsWriter {

    private static final Logger LOG = LoggerFactory.getLogger(RowWriter.class);

    private final CheckedTable table;
    private final String entity;
    private final TransactionScope scope;
    private final @Nullable SetTexts texts;
    private final @Nullable StateReader state;
    private final Attendant attendant;
    private final Outcomes outcomes;
    private boolean ended;

    /**
     * A writer.
     *
     * @param table the table
     * @param entity what its rows are called
     * @param scope a connection of the library's own, in autocommit mode
     * @param texts the texts for this table, if they are kept; else null
     * @param state makes the current state of a conflict; null if none is wanted
     * @param attendant completes what was read of rows
     * @param outcomes takes an outcome for each row
     */
    RowWriter(
            CheckedTable table,
            String entity,
            TransactionScope scope,
            @Nullable SetTexts texts,
            @Nullable StateReader state,
            Attendant attendant,
            Outcomes outcomes) {
        this.attendant = attendant;
        this.table = table;
        this.entity = entity;
        this.scope = scope;
        this.texts = texts;
        this.state = state;
        this.outcomes = outcomes;
    }

    @Override
    public boolean isEnded() {
        return ended;
    }

    @Override
    public void write(List<BulkRow> rows) {
        for (BulkRow row : rows) {
            outcomes.put(row, ended ? NotApplied.because(NotApplied.NOT_ATTEMPTED) : write(row));
        }
    }

    private Outcome write(BulkRow row) {
        try {
            long version = new RowAttempt(table, rowWrite(row), scope).run();
            return SingleOutcomes.written(row, version, Durability.COMMITTED);
        } catch (RuntimeException failure) {
            return SingleOutcomes.thrown(failure).orElseGet(() -> atTheEnd(failure));
        }
    }

    /** What says nothing about the row says that the next ones would fare no better. */
    private Outcome atTheEnd(RuntimeException failure) {
        if (failure instanceof TableUnsuitableException && table.facts().triggers()) {
            return new Outcome.Refused(Refusal.heldBack(null)); // it was written by its trigger, and undone
        }
        ended = true;
        LOG.warn("A bulk ends before its last row", failure);
        if (failure instanceof DatabaseException database) {
            return database.sqlState()
                    .map(state -> NotApplied.because(NotApplied.FAILED, state))
                    .orElseGet(() -> NotApplied.because(NotApplied.FAILED));
        }
        return new Outcome.Unknown();
    }

    private RowWrite rowWrite(BulkRow row) {
        return new RowWrite(row.named(entity), row.shape().deletes(), statements(row));
    }

    private RowStatements.Factory statements(BulkRow row) {
        RowStatements.Factory alone = row.shape().alone();
        if (alone != null) {
            return alone;
        }
        JdbcStatements.Shape shape = new JdbcStatements.Shape(List.of(row.key()), state);
        RowStatements.Factory statements = row.shape().deletes() ? shape.delete() : update(row, shape);
        return (checked, connection, precondition) ->
                new AttendedStatements(statements.on(checked, connection, precondition), attendant, row);
    }

    private RowStatements.Factory update(BulkRow row, JdbcStatements.Shape shape) {
        List<Assignment> assignments = assignments(row);
        return texts == null
                ? shape.update(target -> assignments)
                : shape.update(texts.updateAlone(row.shape(), assignments), assignments);
    }

    private List<Assignment> assignments(BulkRow row) {
        List<Assignment> assignments = new ArrayList<>();
        for (int at = 0; at < row.values().length; at++) {
            assignments.add(Assignment.of(row.shape().columns().get(at), row.values()[at]));
        }
        row.shape()
                .clocks()
                .forEach(clock ->
                        assignments.add(new Assignment(clock, table.dialect().currentTime(), List.of())));
        return assignments;
    }
}
