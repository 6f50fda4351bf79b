package io.versioning.internal.write;

import io.versioning.TableUnsuitableException;
import io.versioning.VersioningException;
import io.versioning.internal.sql.SqlFailure;
import io.versioning.transaction.TransactionScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one write is made to last, or is undone: in autocommit mode, in a transaction of its own, or in the caller's.
 *
 * @param scope the scope
 * @param undoable whether the write may have to be undone after it went through: where a trigger could change what it
 *     writes, or where it takes more than one statement. It costs a COMMIT where the library owns the transaction, and a
 *     savepoint where the caller does
 * @param failures what to make of an {@link SQLException}
 */
record WriteTransaction(TransactionScope scope, boolean undoable, FailureTranslation failures) {

    /**
     * Statements of a write.
     *
     * @param <R> what they give back
     */
    @FunctionalInterface
    interface Work<R> {
        /** Writes; empty if nothing was written, and then what triggers did nevertheless is undone where that can be. */
        Optional<R> run() throws SQLException;
    }

    <R> Optional<R> run(Work<R> work) {
        if (scope.joined()) {
            return undoable ? toSavepoint(work) : joined(work);
        }
        return undoable ? inOwnTransaction(work) : inAutocommit(work);
    }

    private <R> Optional<R> inAutocommit(Work<R> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw failures.ofCommit(SqlFailure.of(e));
        }
    }

    private <R> Optional<R> joined(Work<R> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw failures.ofWrite(SqlFailure.of(e));
        } catch (RuntimeException | Error e) {
            // what was written can't be undone alone
            scope.doom(e);
            throw e;
        }
    }

    /** Requires that a write to one id wrote one row or none, and tells which. */
    boolean requireAtMostOne(int rows) {
        if (rows > 1) {
            throw unsound("one id named " + rows + " rows; the key is not what it was when it was checked");
        }
        return rows == 1;
    }

    /** Requires that the version that is there after a write is the one that the library wrote. */
    void requireVersion(long written, @Nullable Object found) {
        if (!(found instanceof Number version) || version.longValue() != written) {
            throw unsound("something besides the library sets the version, perhaps a trigger: version " + written
                    + " was written, and version " + found + " came out of it");
        }
    }

    /** Lets triggers fire that wait for the end of the transaction; only who owns it may do so. */
    void settleDeferred() throws SQLException {
        Optional<String> settling = failures.dialect().settleDeferred();
        if (!scope.joined() && settling.isPresent()) {
            try (java.sql.Statement statement = scope.connection().createStatement()) {
                statement.execute(settling.get());
            }
        }
    }

    private TableUnsuitableException unsound(String what) {
        String fate = scope.joined() ? "roll the transaction back" : "the write is committed";
        return new TableUnsuitableException(failures.table(), what + "; " + (undoable ? "the write was undone" : fate));
    }

    private <R> Optional<R> toSavepoint(Work<R> work) {
        Connection connection = scope.connection();
        try {
            Savepoint before = connection.setSavepoint();
            Optional<R> written;
            try {
                written = work.run();
            } catch (SQLException e) {
                VersioningException failure = failures.ofWrite(SqlFailure.of(e));
                undoAfter(failure, before);
                throw failure;
            } catch (RuntimeException | Error e) {
                undoAfter(e, before);
                throw e;
            }
            if (written.isEmpty()) {
                connection.rollback(before);
            }
            connection.releaseSavepoint(before);
            return written;
        } catch (SQLException e) {
            throw failures.ofWrite(SqlFailure.of(e));
        }
    }

    /** Where even that fails, the whole transaction must not be committed. */
    private void undoAfter(Throwable failure, Savepoint before) {
        try {
            scope.connection().rollback(before);
        } catch (SQLException e) {
            failure.addSuppressed(SqlFailure.of(e).safeCause());
            scope.doom(failure);
        }
    }

    private <R> Optional<R> inOwnTransaction(Work<R> work) {
        Optional<R> written;
        try {
            scope.connection().setAutoCommit(false);
            written = work.run();
        } catch (SQLException e) {
            VersioningException failure = failures.ofWrite(SqlFailure.of(e));
            undoAfter(failure);
            throw failure;
        } catch (RuntimeException | Error e) {
            undoAfter(e);
            throw e;
        }
        if (written.isPresent()) {
            commit();
        } else {
            undo();
        }
        return written;
    }

    private void undo() {
        try {
            scope.connection().rollback();
            scope.connection().setAutoCommit(true);
        } catch (SQLException e) {
            throw failures.ofWrite(SqlFailure.of(e));
        }
    }

    private void commit() {
        Connection connection = scope.connection();
        try {
            connection.commit();
        } catch (SQLException e) {
            SqlFailure failure = SqlFailure.of(e);
            VersioningException translated = failures.ofCommit(failure);
            if (failure.isCertain()) {
                undoAfter(translated);
            }
            throw translated;
        } catch (RuntimeException e) {
            throw failures.ofCommit(SqlFailure.of(new SQLException("The driver failed while it committed", e)));
        }
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // committed: the connection is broken, which is for its pool to find, and says nothing of the row
        }
    }

    private void undoAfter(Throwable failure) {
        Connection connection = scope.connection();
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
