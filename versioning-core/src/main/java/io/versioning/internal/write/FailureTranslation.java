package io.versioning.internal.write;

import io.versioning.AttemptAbortedException;
import io.versioning.OutcomeUnknownException;
import io.versioning.Refusal;
import io.versioning.RowBusyException;
import io.versioning.VersioningException;
import io.versioning.WriteRefusedException;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.Dialect;
import io.versioning.internal.sql.SqlFailure;
import io.versioning.internal.text.SafeText;
import io.versioning.transaction.TransactionScope;
import org.jspecify.annotations.Nullable;

/**
 * Turns a database's failure into the exception that tells the caller what became of the row.
 *
 * @param table the name of the table that was written to
 * @param dialect its database
 * @param scope the scope in which it failed
 * @param entity the name of the entity or table
 * @param id the row's id
 * @param precondition what was expected; null for an insert
 */
public record FailureTranslation(
        String table,
        Dialect dialect,
        TransactionScope scope,
        String entity,
        Object id,
        @Nullable Precondition precondition) {

    /**
     * The failures of a guarded write.
     *
     * @param table the table that is written to
     * @param scope the scope in which it is written
     * @param row the row
     * @return what to make of them
     */
    public static FailureTranslation of(CheckedTable table, TransactionScope scope, ExpectedRow row) {
        return new FailureTranslation(table.name(), table.dialect(), scope, row.entity(), row.id(), row.precondition());
    }

    /**
     * A write failed that would have been committed by the same round trip: in autocommit mode, or a COMMIT.
     *
     * @param failure the failure
     * @return the exception to throw; 'outcome unknown' if nobody can tell what the database did
     */
    public VersioningException ofCommit(SqlFailure failure) {
        if (failure.isCertain()) {
            return ofWrite(failure);
        }
        return new OutcomeUnknownException(
                entity, id, precondition == null ? null : precondition.expected(), failure.safeCause());
    }

    /**
     * A write failed inside a transaction, which is not committed without a further word.
     *
     * @param failure the failure
     * @return the exception to throw
     */
    public VersioningException ofWrite(SqlFailure failure) {
        VersioningException translated = translate(failure);
        doomWhatIsLost(failure, translated);
        return translated;
    }

    private VersioningException translate(SqlFailure failure) {
        String state = failure.state();
        return switch (failure.kind()) {
            case BUSY -> new RowBusyException(entity, id, failure.safeCause());
            case ABORTED, CANCELLED, CONNECTION_LOST ->
                new AttemptAbortedException(entity, id, failure.description(), failure.safeCause());
            case CONSTRAINT -> refused(failure.refusedByConstraint(), failure);
            case DATA -> refused(Refusal.data(state), failure);
            case HELD_BACK -> refused(Refusal.heldBack(state), failure);
            case READ_ONLY, OTHER ->
                failure.toDatabaseException("Table " + SafeText.of(table) + " could not be written to");
        };
    }

    /**
     * The row that a write did not find could not be read either; nothing was written.
     *
     * @param failure the failure
     * @return the exception to throw
     */
    public VersioningException ofRead(SqlFailure failure) {
        VersioningException translated = switch (failure.kind()) {
            case BUSY, ABORTED, CANCELLED, CONNECTION_LOST -> translate(failure);
            default -> failure.toDatabaseException("Table " + SafeText.of(table) + " could not be read");
        };
        doomWhatIsLost(failure, translated);
        return translated;
    }

    /** A trigger, rule or row policy swallowed the write without an error. */
    WriteRefusedException heldBack() {
        return new WriteRefusedException(entity, id, Refusal.heldBack(null), null);
    }

    private WriteRefusedException refused(Refusal refusal, SqlFailure failure) {
        return new WriteRefusedException(entity, id, refusal, failure.safeCause());
    }

    private void doomWhatIsLost(SqlFailure failure, VersioningException translated) {
        if (scope.joined() && (failure.losesTransaction() || dialect.errorEndsTransaction())) {
            scope.doom(translated);
        }
    }
}
