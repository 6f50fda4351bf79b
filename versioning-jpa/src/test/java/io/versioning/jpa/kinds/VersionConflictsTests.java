package io.versioning.jpa.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.WriteRefusedException;
import io.versioning.jpa.kinds.Counter.Counted;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the type of a version, a conflict is told exactly, and nothing is changed. */
class VersionConflictsTests {

    @Nested
    @RunsOn(DatabaseKind.H2)
    class H2 extends Cases {
        H2() {
            super(DatabaseKind.H2);
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class Postgres extends Cases {
        Postgres() {
            super(DatabaseKind.POSTGRES);
        }
    }

    abstract static class Cases extends OnCounters {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @ParameterizedTest
        @EnumSource
        void idThatIsTakenIsRefused(Counter counter) {
            Counted there = inserted(counter);
            Counted taken = counter.create(there.getId());
            Number before = taken.carried();
            assertThatThrownBy(() -> versioning.insert(taken)).isInstanceOf(WriteRefusedException.class);
            assertThat(taken.carried()).isEqualTo(before);
            assertThat(textOf(there)).isEqualTo("first");
        }

        @ParameterizedTest
        @EnumSource
        void staleWriteChangesNothing(Counter counter) {
            Counted stale = inserted(counter);
            anotherUpdate(stale);
            stale.setText("lost");
            assertThatThrownBy(() -> versioning.save(stale))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("%s %d: expected version %d, found %d"
                            .formatted(counter.table(), stale.getId(), counter.first, counter.first + 1));
            Conflict conflict = conflictOf(() -> versioning
                    .update(counter.type, stale.getId())
                    .expecting(counter.first)
                    .withCurrentState()
                    .apply(changed -> changed.setText("lost")));
            assertThat(conflict.kind()).isEqualTo(Conflict.Kind.STALE);
            assertThat(conflict.actual()).hasValue(counter.first + 1);
            assertThat(conflict.currentState(Counted.class)).get().satisfies(current -> {
                assertThat(current.getText()).isEqualTo("theirs");
                assertThat(versioning.version(current)).isEqualTo(counter.first + 1);
            });
            assertThat(conflictOf(() -> versioning
                                    .touch(counter.type, stale.getId())
                                    .expecting(counter.first)
                                    .apply())
                            .actual())
                    .hasValue(counter.first + 1);
            assertThat(conflictOf(() -> versioning
                                    .delete(counter.type, stale.getId())
                                    .expecting(counter.first)
                                    .apply())
                            .actual())
                    .hasValue(counter.first + 1);
            assertThat(textOf(stale)).isEqualTo("theirs");
            assertThat(versionOf(stale)).isEqualTo(counter.first + 1);
            assertThat(versioning.version(stale)).isEqualTo(counter.first);
        }

        @ParameterizedTest
        @EnumSource
        void currentStateOfAConflictCanBeSaved(Counter counter) {
            Counted entity = inserted(counter);
            anotherUpdate(entity);
            Counted current = conflictOf(() -> versioning
                            .touch(counter.type, entity.getId())
                            .expecting(counter.first)
                            .withCurrentState()
                            .apply())
                    .currentState(Counted.class)
                    .orElseThrow();
            current.setText("third");
            assertThat(versioning.version(versioning.save(current))).isEqualTo(counter.first + 2);
            assertThat(textOf(entity)).isEqualTo("third");
        }

        @ParameterizedTest
        @EnumSource
        void deletedRowIsMissingAndNeverComesBack(Counter counter) {
            Counted deleted = inserted(counter);
            anotherDelete(deleted);
            deleted.setText("lost");
            assertThat(conflictOf(() -> versioning.save(deleted)).kind()).isEqualTo(Conflict.Kind.MISSING);
            assertThat(conflictOf(() -> versioning
                                    .touch(counter.type, deleted.getId())
                                    .expecting(counter.first)
                                    .withCurrentState()
                                    .apply())
                            .kind())
                    .isEqualTo(Conflict.Kind.MISSING);
            assertThat(conflictOf(() -> joined((em, within) -> within.save(deleted)))
                            .kind())
                    .isEqualTo(Conflict.Kind.MISSING);
            assertThat(versioning.read(counter.type, deleted.getId())).isEmpty();
        }

        @ParameterizedTest
        @EnumSource
        void versionThatIsSetCountsForNothing(Counter counter) {
            Counted entity = inserted(counter);
            Counted updated = versioning
                    .update(counter.type, entity.getId())
                    .expecting(counter.first)
                    .apply(changed -> changed.carry(41));
            assertThat(versioning.version(updated)).isEqualTo(counter.first + 1);
            assertThat(versionOf(entity)).isEqualTo(counter.first + 1);
        }
    }
}
