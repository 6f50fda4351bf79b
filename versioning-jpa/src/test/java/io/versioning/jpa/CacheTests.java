package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToOne;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A second-level cache that other writers know nothing of. */
class CacheTests {

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

    @Entity(name = "Plan")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Plan extends VersionedEntity {
        @Id
        Long id;

        String text;

        @OneToOne(cascade = CascadeType.ALL, fetch = FetchType.EAGER)
        Detail detail;
    }

    @Entity(name = "Detail")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Detail extends VersionedEntity {
        @Id
        Long id;

        String text;
    }

    abstract static class Cases extends OnUnit {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @Override
        List<Class<?>> entities() {
            return List.of(Plan.class, Detail.class);
        }

        @Override
        List<String> schema() {
            return List.of(
                    "create table Detail (id bigint primary key, text varchar(20), version bigint not null)",
                    "create table Plan (id bigint primary key, text varchar(20), version bigint not null,"
                            + " detail_id bigint references Detail)",
                    "insert into Detail values (1, 'detail', 1)",
                    "insert into Plan values (1, 'cached', 1, 1)");
        }

        @Override
        Map<String, Object> settings() {
            return Map.of(
                    "hibernate.cache.region.factory_class",
                    MapRegions.class.getName(),
                    "hibernate.cache.use_second_level_cache",
                    true);
        }

        @BeforeEach
        void putIntoTheCache() {
            assertThat(readPlan().version()).isEqualTo(1);
            assertThat(unit.getCache().contains(Plan.class, 1L)).isTrue();
        }

        private Plan readPlan() {
            return answer(em -> em.find(Plan.class, 1L));
        }

        private void advancePlan() {
            database.execute("update Plan set text = 'theirs', version = version + 1 where id = 1");
        }

        private long planVersion() {
            return number("select coalesce(max(version), -1) from Plan where id = 1");
        }

        /** What another session gets is what is in the table. */
        private void requireNothingStale() {
            Plan read = readPlan();
            assertThat(read == null ? -1 : read.version()).isEqualTo(planVersion());
        }

        @Test
        void staleCacheIsNoConflictForWhoHasReadTheRow() {
            advancePlan();
            Plan written = versioning.update(Plan.class, 1L).expecting(2).apply(plan -> {
                assertThat(plan.text).isEqualTo("theirs");
                plan.text = "mine";
            });
            assertThat(written.version()).isEqualTo(3);
            assertThat(planVersion()).isEqualTo(3);
            requireNothingStale();
        }

        @Test
        void staleCacheIsNoConflictInATransactionOfTheCallers() {
            advancePlan();
            use(em -> assertThat(joined(em)
                            .touch(Plan.class, 1L)
                            .expecting(2)
                            .apply()
                            .version())
                    .isEqualTo(3));
            requireNothingStale();
        }

        @Test
        void staleCacheAtTheExpectedVersionIsFoundOut() {
            advancePlan();
            Conflict conflict = conflict(1);
            assertThat(conflict.actual()).hasValue(2);
            assertThat(conflict.currentState(Plan.class))
                    .hasValueSatisfying(plan -> assertThat(plan.text).isEqualTo("theirs"));
            assertThat(planVersion()).isEqualTo(2);
            requireNothingStale();
        }

        private Conflict conflict(long expected) {
            return catchThrowableOfType(
                            ConflictException.class,
                            () -> versioning
                                    .update(Plan.class, 1L)
                                    .expecting(expected)
                                    .withCurrentState()
                                    .apply(plan -> plan.text = "mine"))
                    .conflict();
        }

        @Test
        void conflictIsWithTheRowAndNotWithTheCache() {
            advancePlan();
            advancePlan();
            Conflict conflict = conflict(2);
            assertThat(conflict.actual()).hasValue(3);
            assertThat(conflict.currentState(Plan.class))
                    .hasValueSatisfying(plan -> assertThat(plan.text).isEqualTo("theirs"));
            requireNothingStale();
        }

        @Test
        void conflictInATransactionOfTheCallersLeavesNothingStale() {
            advancePlan();
            use(em -> {
                assertThatThrownBy(() ->
                                joined(em).touch(Plan.class, 1L).expecting(7).apply())
                        .hasMessage("Plan 1: expected version 7, found 2");
                assertThat(em.find(Plan.class, 1L).version()).isEqualTo(2);
                joined(em).touch(Plan.class, 1L).expecting(2).apply();
            });
            assertThat(planVersion()).isEqualTo(3);
            requireNothingStale();
        }

        @Test
        void cachedRowThatWasDeletedIsMissing() {
            database.execute("delete from Plan");
            for (long expected : new long[] {1, 2}) {
                assertThat(conflict(expected).kind()).isEqualTo(Conflict.Kind.MISSING);
            }
            requireNothingStale();
        }

        @Test
        void cachedRowThatWasDeletedIsMissingAndTheTransactionGoesOn() {
            stored(1);
            database.execute("delete from Plan");
            use(em -> {
                assertThatThrownBy(() ->
                                joined(em).touch(Plan.class, 1L).expecting(2).apply())
                        .isInstanceOfSatisfying(
                                ConflictException.class,
                                failure -> assertThat(failure.conflict().kind()).isEqualTo(Conflict.Kind.MISSING));
                joined(em).touch(Account.class, 1L).expecting(1).apply();
            });
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void staleCacheDoesNotCostTheCallerWhatWasChangedInOtherObjects() {
            advancePlan();
            use(em -> {
                em.find(Detail.class, 1L).text = "mine";
                joined(em).touch(Plan.class, 1L).expecting(2).apply();
            });
            assertThat(number("select count(*) from Detail where text = 'mine'"))
                    .isEqualTo(1);
        }

        @Test
        void staleObjectFromTheCacheThatIsInTheContextAlreadyIsRefused() {
            advancePlan();
            use(em -> {
                Plan stale = em.find(Plan.class, 1L);
                assertThat(stale.version()).isEqualTo(1);
                assertThatThrownBy(() ->
                                joined(em).touch(Plan.class, 1L).expecting(2).apply())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("refresh or detach");
            });
        }

        @Test
        void cacheThatIsUpToDateSavesTheReadAsItDoesWithoutTheLibrary() {
            versioning.touch(Plan.class, 1L).expecting(1).apply();
            assertThat(readPlan().version()).isEqualTo(2);
            probe.clear();
            versioning.touch(Plan.class, 1L).expecting(2).apply();
            assertThat(probe.statements()).hasSize(1);
            assertThat(readPlan().version()).isEqualTo(3);
        }

        @Test
        void rolledBackWriteLeavesNothingInTheCache() {
            use(em -> {
                joined(em).touch(Plan.class, 1L).expecting(1).apply();
                em.getTransaction().setRollbackOnly();
            });
            requireNothingStale();
        }
    }
}
