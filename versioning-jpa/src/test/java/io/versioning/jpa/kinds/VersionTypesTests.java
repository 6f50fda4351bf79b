package io.versioning.jpa.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.Conflict;
import io.versioning.VersionOverflowException;
import io.versioning.VersionRequiredException;
import io.versioning.jpa.kinds.Counter.Counted;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the type of a version, where it starts and how it is accessed, it counts and guards alike. */
class VersionTypesTests {

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

        private static class Undo extends RuntimeException {
            private static final long serialVersionUID = 1;
        }

        @ParameterizedTest
        @EnumSource
        void insertGivesTheFirstVersion(Counter counter) {
            Counted inserted = inserted(counter);
            assertThat(versioning.version(inserted)).isEqualTo(counter.first);
            assertThat(versionOf(inserted)).isEqualTo(counter.first);
        }

        @ParameterizedTest
        @EnumSource
        void readGivesStateAndVersion(Counter counter) {
            Counted read =
                    versioning.read(counter.type, inserted(counter).getId()).orElseThrow();
            assertThat(read.getText()).isEqualTo("first");
            assertThat(versioning.version(read)).isEqualTo(counter.first);
        }

        @ParameterizedTest
        @EnumSource
        void updateAdvancesByOne(Counter counter) {
            Counted entity = inserted(counter);
            Counted updated = versioning
                    .update(counter.type, entity.getId())
                    .expecting(counter.first)
                    .apply(changed -> changed.setText("second"));
            assertThat(versioning.version(updated)).isEqualTo(counter.first + 1);
            assertThat(versionOf(entity)).isEqualTo(counter.first + 1);
            assertThat(textOf(entity)).isEqualTo("second");
        }

        @ParameterizedTest
        @EnumSource
        void touchAdvancesByOne(Counter counter) {
            Counted entity = inserted(counter);
            Counted touched = versioning
                    .touch(counter.type, entity.getId())
                    .expecting(counter.first)
                    .apply();
            assertThat(versioning.version(touched)).isEqualTo(counter.first + 1);
            assertThat(versionOf(entity)).isEqualTo(counter.first + 1);
        }

        @ParameterizedTest
        @EnumSource
        void eachWriteOfATransactionAdvancesByOne(Counter counter) {
            Counted entity = inserted(counter);
            long last = joined((em, within) -> {
                within.update(counter.type, entity.getId())
                        .expecting(counter.first)
                        .apply(changed -> changed.setText("second"));
                within.touch(counter.type, entity.getId())
                        .expecting(counter.first + 1)
                        .apply();
                return within.version(within.save(em.find(counter.type, entity.getId())));
            });
            assertThat(last).isEqualTo(counter.first + 3);
            assertThat(versionOf(entity)).isEqualTo(counter.first + 3);
        }

        @ParameterizedTest
        @EnumSource
        void deleteRemovesTheRow(Counter counter) {
            Counted entity = inserted(counter);
            versioning
                    .delete(counter.type, entity.getId())
                    .expecting(counter.first)
                    .apply();
            assertThat(versioning.read(counter.type, entity.getId())).isEmpty();
        }

        @ParameterizedTest
        @EnumSource
        void saveOfADetachedEntityAdvancesByOne(Counter counter) {
            Counted entity = inserted(counter);
            entity.setText("second");
            Counted saved = versioning.save(entity);
            assertThat(versioning.version(saved)).isEqualTo(counter.first + 1);
            assertThat(versioning.version(versioning.save(saved))).isEqualTo(counter.first + 2);
            assertThat(textOf(entity)).isEqualTo("second");
        }

        @ParameterizedTest
        @EnumSource
        void saveOfANewEntityInsertsIfItTells(Counter counter) {
            Counted fresh = fresh(counter);
            if (counter.tellsNew()) {
                assertThat(versioning.version(versioning.save(fresh))).isEqualTo(counter.first);
            } else {
                assertThat(conflictOf(() -> versioning.save(fresh)).kind()).isEqualTo(Conflict.Kind.MISSING);
            }
        }

        @ParameterizedTest
        @EnumSource
        void versionIsGivenBackAfterARollback(Counter counter) {
            Counted fresh = fresh(counter);
            Number before = fresh.carried();
            assertThatThrownBy(() -> joined((em, within) -> {
                        within.touch(counter.type, within.insert(fresh).getId())
                                .expecting(counter.first)
                                .apply();
                        throw new Undo();
                    }))
                    .isInstanceOf(Undo.class);
            assertThat(fresh.carried()).isEqualTo(before);
            assertThat(versioning.version(versioning.insert(fresh))).isEqualTo(counter.first);
            Counted[] managed = new Counted[1];
            assertThatThrownBy(() -> joined((em, within) -> {
                        managed[0] = within.update(counter.type, fresh.getId())
                                .expecting(counter.first)
                                .apply(changed -> changed.setText("undone"));
                        throw new Undo();
                    }))
                    .isInstanceOf(Undo.class);
            assertThat(managed[0].carried().longValue()).isEqualTo(counter.first);
        }

        @ParameterizedTest
        @EnumSource
        void lastVersionOfTheTypeIsNotLeft(Counter counter) {
            Counted entity = inserted(counter);
            bare(em -> em.createQuery("update %s e set e.%s = :last where e.id = :id"
                            .formatted(counter.table(), versionAttribute(counter)))
                    .setParameter("last", last(counter))
                    .setParameter("id", entity.getId())
                    .executeUpdate());
            assertThatThrownBy(() -> versioning
                            .update(counter.type, entity.getId())
                            .expecting(counter.largest)
                            .apply(changed -> changed.setText("lost")))
                    .isInstanceOf(VersionOverflowException.class);
            Counted read = versioning.read(counter.type, entity.getId()).orElseThrow();
            assertThatThrownBy(() -> versioning.save(read)).isInstanceOf(VersionOverflowException.class);
            assertThat(versionOf(entity)).isEqualTo(counter.largest);
            versioning
                    .delete(counter.type, entity.getId())
                    .expecting(counter.largest)
                    .apply();
            assertThat(versioning.read(counter.type, entity.getId())).isEmpty();
        }

        @ParameterizedTest
        @EnumSource
        void negativeVersionIsRefused(Counter counter) {
            Counted entity = inserted(counter);
            assertThatThrownBy(
                            () -> versioning.touch(counter.type, entity.getId()).expecting(-1))
                    .isInstanceOf(VersionRequiredException.class);
            assertThat(versionOf(entity)).isEqualTo(counter.first);
        }

        private static String versionAttribute(Counter counter) {
            return counter.name().endsWith("_PROPERTY") ? "revision" : "version";
        }

        private static Number last(Counter counter) {
            if (counter.largest == Short.MAX_VALUE) {
                return Short.MAX_VALUE;
            }
            return counter.largest == Integer.MAX_VALUE ? (Number) Integer.MAX_VALUE : (Number) Long.MAX_VALUE;
        }
    }
}
