package io.versioning.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.versioning.OutcomeUnknownException;
import io.versioning.Versioned;
import io.versioning.VersioningException;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.fixture.StatementProbe;
import java.sql.SQLException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * The caller's object never carries a version that was not committed: P9.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public interface CallersObjectsContract<ID, S> extends AdapterTraits<ID, S> {

    /** A saved object carries its new version, and can be saved again. */
    @Test
    default void savedObjectCanBeSavedAgain() {
        ID id = harness().newRow();
        GuardedRows<ID, S> rows = harness().rows();
        Versioned object = rows.load(id);
        assertEquals(1, object.version());
        rows.save(object, harness().newState());
        assertEquals(2, object.version());
        rows.save(object, harness().newState());
        assertEquals(3, object.version());
        assertEquals(OptionalLong.of(3), harness().storedVersion(id));
    }

    /** P9: an object that could not be saved keeps the version that it had, and fails again. */
    @Test
    default void objectKeepsItsVersionAfterAConflict() {
        ID id = harness().newRow();
        GuardedRows<ID, S> rows = harness().rows();
        Versioned object = rows.load(id);
        harness().anotherWriterUpdates(id);
        Expect.conflict(() -> rows.save(object, harness().newState()));
        assertEquals(1, object.version());
        Expect.conflict(() -> rows.save(object, harness().newState()));
        assertEquals(OptionalLong.of(2), harness().storedVersion(id));
    }

    /** P9: so does an object whose state was refused. */
    @Test
    default void objectKeepsItsVersionWhenItsStateIsRefused() {
        harness().subject().refusedState().ifPresent(refused -> {
            ID id = harness().newRow();
            GuardedRows<ID, S> rows = harness().rows();
            Versioned object = rows.load(id);
            assertThrows(VersioningException.class, () -> rows.save(object, refused));
            assertEquals(1, object.version());
        });
    }

    /** P9: so does an object of which nobody can tell whether it was saved. */
    @Test
    default void objectKeepsItsVersionWhenTheOutcomeIsUnknown() {
        ID id = harness().newRow();
        StatementProbe probe = new StatementProbe();
        GuardedRows<ID, S> rows =
                harness().rows(probe.watch(harness().database().dataSource()));
        Versioned object = rows.load(id);
        commitPoint(probe).throwAfter(new SQLException("the connection was cut", "08006"));
        assertThrows(
                OutcomeUnknownException.class, () -> rows.save(object, harness().newState()));
        assertEquals(1, object.version());
        probe.requireAllHappened();
    }

    /**
     * P9: an object that was saved in a transaction that rolls back gets its version back; else it would carry a number
     * that another writer may commit next, and its next save would overwrite that writer's without a word.
     */
    @Test
    default void objectGetsItsVersionBackAfterARollback() {
        ID id = harness().newRow();
        try (var transaction = harness().begin()) {
            Versioned object = transaction.rows().load(id);
            transaction.rows().save(object, harness().newState());
            transaction.rows().save(object, harness().newState());
            assertEquals(3, object.version());
            transaction.rollback();
            if (transaction.endIsSeen()) {
                assertEquals(1, object.version());
                S winner = harness().newState();
                harness().rows().update(id, 1, winner);
                harness().anotherWriterUpdates(id);
                Expect.conflict(() -> harness().rows().save(object, harness().newState()));
                assertEquals(winner, harness().storedState(id));
            }
        }
    }

    /** An object that was saved in a transaction that commits keeps its new version. */
    @Test
    default void objectKeepsItsNewVersionAfterACommit() {
        ID id = harness().newRow();
        try (var transaction = harness().begin()) {
            Versioned object = transaction.rows().load(id);
            transaction.rows().save(object, harness().newState());
            transaction.commit();
            assertEquals(2, object.version());
        }
        assertEquals(OptionalLong.of(2), harness().storedVersion(id));
    }
}
