package io.versioning.jpa.internal;

import io.versioning.AttemptAbortedException;
import io.versioning.ConflictException;
import io.versioning.Conflicts;
import io.versioning.VersioningException;
import io.versioning.internal.sql.Dialect;
import io.versioning.internal.sql.SqlFailure;
import io.versioning.internal.write.FailureTranslation;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.PropertyValueException;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Lets Hibernate write, and tells in the library's words what went wrong: which row, of all that are written together, and
 * what was expected of it.
 *
 * <p>Not thread-safe, like the session.
 *
 * @param knowledge the persistence unit
 * @param scope the session
 * @param dialect the database
 * @param target the row that the call is about; null if it is about no particular one
 */
record GuardedFlush(
        FactoryKnowledge knowledge,
        SessionScope scope,
        Dialect dialect,
        @Nullable EntityRow target) {

    /**
     * Writes, one row at a time: of a batch that fails Hibernate names the first stale row, or none.
     *
     * @param writes lets Hibernate write
     * @throws LostRow if a row was not found as expected, or the database gave up
     * @throws VersioningException if the database refused a row, or failed
     */
    void run(Runnable writes) {
        boolean unused = call(
                () -> {
                    writes.run();
                    return true;
                },
                true);
    }

    /**
     * Lets code of the application's write. Only conflicts are told in the library's words: an error of the database's may
     * come from anything that this code does; and it is the code's own failure that ends the transaction, or does not.
     *
     * @param code the code
     * @param <T> the type of its answer
     * @return its answer
     * @throws LostRow if a row was not found as expected
     */
    <T extends @Nullable Object> T watch(Supplier<T> code) {
        return call(code, false);
    }

    private <T extends @Nullable Object> T call(Supplier<T> writes, boolean errors) {
        SessionImplementor session = scope.session();
        VersionLedger ledger = knowledge.ledger(session);
        Integer batchSize = session.getJdbcBatchSize();
        session.setJdbcBatchSize(1);
        RowUnderWay.Watch before = knowledge.rowUnderWay().watch(session);
        try {
            return writes.get();
        } catch (RuntimeException | Error failure) {
            Optional<RuntimeException> told = translated(failure, errors);
            if (errors || told.filter(LostRow.class::isInstance).isPresent()) {
                ledger.giveBack();
                scope.doom(failure);
            }
            if (told.isPresent()) {
                throw told.get();
            }
            throw failure;
        } finally {
            knowledge.rowUnderWay().watchAgain(before);
            session.setJdbcBatchSize(batchSize);
        }
    }

    /** What failed, in the library's words; empty if it stays in its own. */
    private Optional<RuntimeException> translated(Throwable failure, boolean errors) {
        if (!errors && Conflicts.from(failure).isPresent()) {
            return Optional.empty(); // it was told already: by a call inside of the code, or of another session
        }
        Optional<RowUnderWay.Row> underWay = knowledge.rowUnderWay().last();
        Optional<EntityRow> stale = staleRows().in(failure, underWay);
        if (stale.isPresent()) {
            return Optional.of(LostRow.written(stale.get(), failure));
        }
        for (Throwable link : ProviderFailure.chain(failure)) {
            if (link instanceof ConflictException || link instanceof LostRow) {
                return Optional.of((RuntimeException) link);
            } else if (errors && link instanceof PropertyValueException missing) {
                EntityKind kind = knowledge.mapped(missing.getEntityName());
                return Optional.of(new NullInARow(kind, missing).in(scope.session()));
            } else if (errors && link instanceof SQLException sql) {
                return Optional.of(refused(SqlFailure.of(sql), underWay.orElse(null)));
            }
        }
        return Optional.empty();
    }

    private StaleRows staleRows() {
        SessionImplementor session = scope.session();
        VersionLedger ledger = knowledge.ledger(session);
        return new StaleRows(knowledge, session, target, row -> ledger.expected(row, session));
    }

    private RuntimeException refused(SqlFailure failure, RowUnderWay.@Nullable Row underWay) {
        if (underWay == null || underWay.entity() == null) {
            if (target == null) {
                return failure.toDatabaseException("A flush failed");
            }
            return refused(failure, target.kind(), target.id(), Optional.of(target));
        }
        Object id = underWay.id() == null ? EntityId.NONE_YET : underWay.id();
        return refused(
                failure, knowledge.mapped(underWay.entity()), id, staleRows().named(underWay.entity(), underWay.id()));
    }

    private RuntimeException refused(SqlFailure failure, EntityKind kind, Object id, Optional<EntityRow> row) {
        VersioningException translated =
                new FailureTranslation(kind.name(), dialect, scope, kind.name(), id, null).ofWrite(failure);
        return row.isPresent() && translated instanceof AttemptAbortedException aborted
                ? LostRow.written(row.get(), aborted)
                : translated;
    }
}
