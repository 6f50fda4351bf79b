package io.versioning.bulk.internal;

import io.versioning.DatabaseException;
import io.versioning.Outcome;
import io.versioning.Outcome.Durability;
import io.versioning.Outcome.NotApplied;
import io.versioning.transaction.Completion;
import io.versioning.transaction.TransactionScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has rows written one after the other by somebody else, and tells what became of each. Not thread-safe. */
final class AttendedRowWriter implements RowsWriter {

    private static final Logger LOG = LoggerFactory.getLogger(AttendedRowWriter.class);

    private final Attendant.SingleWrite single;
    private final Watched scope;
    private final Outcomes outcomes;
    private boolean ended;

    AttendedRowWriter(Attendant.SingleWrite single, TransactionScope scope, Outcomes outcomes) {
        this.single = single;
        this.scope = new Watched(scope);
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
            if (scope.doomed) {
                outcomes.replaceApplied(NotApplied.because(NotApplied.ABORTED));
                ended = true;
            }
        }
    }

    private Outcome write(BulkRow row) {
        try {
            long version = single.write(row.position(), scope);
            return SingleOutcomes.written(row, version, scope.joined() ? Durability.PENDING : Durability.COMMITTED);
        } catch (NotWrittenException notWritten) {
            LOG.warn("A row was not written", notWritten.getCause());
            return NotApplied.because(NotApplied.FAILED);
        } catch (RuntimeException failure) {
            return SingleOutcomes.thrown(failure).orElseGet(() -> atTheEnd(failure));
        }
    }

    /** What says nothing about the row says that the next ones would fare no better. */
    private Outcome atTheEnd(RuntimeException failure) {
        ended = true;
        LOG.warn("A bulk ends before its last row", failure);
        return failure instanceof DatabaseException ? NotApplied.because(NotApplied.FAILED) : new Outcome.Unknown();
    }

    /** A scope that knows whether its transaction was lost. */
    private static final class Watched implements TransactionScope {
        private final TransactionScope scope;
        private boolean doomed;

        Watched(TransactionScope scope) {
            this.scope = scope;
        }

        @Override
        public void doom(Throwable cause) {
            doomed = true;
            scope.doom(cause);
        }

        @Override
        public Connection connection() {
            return scope.connection();
        }

        @Override
        public boolean joined() {
            return scope.joined();
        }

        @Override
        public void afterCompletion(Consumer<Completion> callback) {
            scope.afterCompletion(callback);
        }

        @Override
        public void close() throws SQLException {
            scope.close();
        }
    }
}
