package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.testkit.fixture.DatabaseKind;
import jakarta.persistence.EntityManager;

/** A test class that knows what becomes of rows that are hidden, and of rows that are not. */
abstract class OnHiddenRows extends OnUnit {

    OnHiddenRows(DatabaseKind kind) {
        super(kind);
    }

    /** Hidden rows are missing at any version, in updates, touches and deletes; and nothing is written. */
    final <E> void requireMissing(EntityManager em, Class<E> type) {
        for (long expected : new long[] {7, 3}) {
            JpaVersioning joined = joined(em);
            requireMissing(() -> joined.update(type, 1L)
                    .expecting(expected)
                    .withCurrentState()
                    .apply(any -> {
                        throw new AssertionError("seen");
                    }));
            requireMissing(() -> joined.touch(type, 1L).expecting(expected).apply());
            requireMissing(() -> joined.delete(type, 1L).expecting(expected).apply());
            assertThat(joined.read(type, 1L)).isEmpty();
        }
    }

    static void requireMissing(Runnable write) {
        Conflict conflict =
                catchThrowableOfType(ConflictException.class, write::run).conflict();
        assertThat(conflict.kind()).isEqualTo(Conflict.Kind.MISSING);
        assertThat(conflict.actual()).isEmpty();
        assertThat(conflict.currentState()).isEmpty();
    }

    /** Rows that show are written, and a conflict on them shows their state. */
    final <E extends VersionedEntity> void requireShown(EntityManager em, Class<E> type) {
        assertThat(joined(em).touch(type, 2L).expecting(7).apply().version()).isEqualTo(8);
        Conflict conflict = catchThrowableOfType(
                        ConflictException.class,
                        () -> joined(em)
                                .touch(type, 2L)
                                .expecting(5)
                                .withCurrentState()
                                .apply())
                .conflict();
        assertThat(conflict.actual()).hasValue(8);
        assertThat(conflict.currentState(type))
                .hasValueSatisfying(state -> assertThat(state.version()).isEqualTo(8));
    }

    final void requireUntouched(String table) {
        assertThat(number("select count(*) from " + table + " where id = 1 and version = 7 and text = 'secret'"))
                .isEqualTo(1);
    }
}
