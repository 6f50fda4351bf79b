package io.versioning.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.versioning.VersionOverflowException;
import io.versioning.VersionRequiredException;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.OnHarness;
import io.versioning.testkit.fixture.StatementProbe;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * There is no write without a version, and no version beyond its column: P6 and P12.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public interface VersionRequiredContract<ID, S> extends OnHarness<ID, S> {

    /** P6: a forgotten version is refused before any SQL. */
    @Test
    default void forgottenVersionIsRefusedBeforeAnySql() {
        requireRefused(null);
    }

    /** P6: a negative version is refused before any SQL. */
    @Test
    default void negativeVersionIsRefusedBeforeAnySql() {
        requireRefused(-1L);
        requireRefused(Integer.MIN_VALUE);
        requireRefused(Long.MIN_VALUE);
    }

    private void requireRefused(@Nullable Number expected) {
        ID id = harness().newRow();
        StatementProbe probe = new StatementProbe();
        GuardedRows<ID, S> rows =
                harness().rows(probe.watch(harness().database().dataSource()));
        List<Executable> writes = List.of(
                () -> rows.update(id, expected, harness().newState()),
                () -> rows.delete(id, expected),
                () -> rows.touch(id, expected));
        for (Executable write : writes) {
            VersionRequiredException refused = assertThrows(VersionRequiredException.class, write);
            assertEquals(harness().subject().entity(), refused.entity());
            assertEquals(id, refused.id());
        }
        assertEquals(List.of(), probe.statements());
        assertEquals(OptionalLong.of(1), harness().storedVersion(id));
    }

    /** P12: the last version that the column holds is not advanced, and not wrapped around. */
    @Test
    default void lastVersionIsNotAdvanced() {
        long last = harness().subject().storage().largestVersion();
        ID id = harness().newRowAt(last);
        StatementProbe probe = new StatementProbe();
        GuardedRows<ID, S> rows =
                harness().rows(probe.watch(harness().database().dataSource()));
        List<Executable> writes =
                List.of(() -> rows.update(id, last, harness().newState()), () -> rows.touch(id, last));
        for (Executable write : writes) {
            VersionOverflowException refused = assertThrows(VersionOverflowException.class, write);
            assertEquals(id, refused.id());
            assertEquals(last, refused.expected());
            assertEquals(last, refused.largest());
        }
        assertEquals(0, probe.count(sql -> sql.contains("update")));
        assertEquals(OptionalLong.of(last), harness().storedVersion(id));
    }

    /** P12: a version that the column can't hold is refused, and is no error of the database's. */
    @Test
    default void versionBeyondTheColumnIsRefused() {
        long last = harness().subject().storage().largestVersion();
        if (last < Long.MAX_VALUE) {
            ID id = harness().newRow();
            assertThrows(
                    VersionOverflowException.class,
                    () -> harness().rows().update(id, last + 1, harness().newState()));
            assertThrows(VersionOverflowException.class, () -> harness().rows().delete(id, last + 1));
            assertEquals(OptionalLong.of(1), harness().storedVersion(id));
        }
    }

    /** P12: a row at the last version can be deleted: nothing has to be counted for that. */
    @Test
    default void rowAtTheLastVersionCanBeDeleted() {
        long last = harness().subject().storage().largestVersion();
        ID id = harness().newRowAt(last);
        harness().rows().delete(id, last);
        assertEquals(OptionalLong.empty(), harness().storedVersion(id));
    }
}
