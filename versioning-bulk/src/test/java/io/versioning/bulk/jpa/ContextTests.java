package io.versioning.bulk.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Durability;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.jpa.HibernateHints;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What becomes of persistence contexts and the second-level cache, which bulks write past. */
class ContextTests {

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
    static class Plan {
        @Id
        Long id;

        @Version
        long version;

        String text;
    }

    abstract static class Cases extends OnEntities {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @Override
        List<Class<?>> entities() {
            return List.of(Plan.class);
        }

        @Override
        List<String> schema() {
            return List.of(
                    "create table Plan (id bigint primary key, version bigint not null, text varchar(10))",
                    "insert into Plan values (1, 1, 'one'), (2, 1, 'two'), (3, 1, 'three')");
        }

        @Override
        Map<String, Object> settings() {
            return Map.of(
                    "hibernate.cache.region.factory_class",
                    MapRegions.class.getName(),
                    "hibernate.cache.use_query_cache",
                    true,
                    "hibernate.cache.use_second_level_cache",
                    true);
        }

        private static EntityChange<Plan> set(BulkEntities<Plan> plans, long id, String text) {
            return plans.update(id).expecting(1).set("text", text);
        }

        private static Plan find(EntityManager em, long id) {
            return em.find(Plan.class, id);
        }

        private String cached(long id) {
            return answer(em -> find(em, id)).text;
        }

        private long counted(String text) {
            return answer(em -> count(em, text));
        }

        private static long count(EntityManager em, String text) {
            return em.createQuery("select count(p) from Plan p where p.text = :text", Long.class)
                    .setParameter("text", text)
                    .setHint(HibernateHints.HINT_CACHEABLE, true)
                    .getSingleResult();
        }

        @Test
        void changedInstanceOfARowIsRefusedBeforeAnythingIsWritten() {
            assertThatThrownBy(() -> use(em -> {
                        find(em, 1).text = "other";
                        find(em, 2).text = "dirty";
                        BulkEntities<Plan> plans = bulk(em, Plan.class);
                        plans.apply(List.of(set(plans, 3, "bulk"), set(plans, 2, "bulk")));
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Plan 2 has changes");
            assertThat(text("select count(*) from Plan where version = 1")).isEqualTo("3");
        }

        @Test
        void refusalLeavesTheTransactionAsItWas() {
            use(em -> {
                Plan dirty = find(em, 2);
                dirty.text = "dirty";
                BulkEntities<Plan> plans = bulk(em, Plan.class);
                assertThatThrownBy(() -> plans.apply(List.of(set(plans, 2, "bulk"))))
                        .isInstanceOf(IllegalStateException.class);
            });
            assertThat(text("select version || text from Plan where id = 2")).isEqualTo("2dirty");
        }

        @Test
        void removedInstanceOfARowIsRefused() {
            use(em -> {
                em.remove(find(em, 2));
                BulkEntities<Plan> plans = bulk(em, Plan.class);
                assertThatThrownBy(() -> plans.apply(List.of(set(plans, 2, "bulk"))))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("Plan 2 is removed");
            });
        }

        @Test
        void restOfTheContextIsFlushedFirst() {
            use(em -> {
                find(em, 1).text = "flushed";
                Plan fresh = new Plan();
                fresh.id = 4L;
                em.persist(fresh);
                BulkEntities<Plan> plans = bulk(em, Plan.class);
                Outcome outcome = only(plans.apply(List.of(plans.touch(4).expecting(0))));
                assertThat(outcome).isEqualTo(Applied.updated(1, Durability.PENDING));
                assertThat(find(em, 1).version).isEqualTo(2);
            });
            assertThat(text("select version || text from Plan where id = 1")).isEqualTo("2flushed");
        }

        @Test
        void instancesOfWrittenRowsAreDetached() {
            use(em -> {
                Plan written = find(em, 1);
                Plan deleted = find(em, 2);
                Plan untouched = find(em, 3);
                BulkEntities<Plan> plans = bulk(em, Plan.class);
                assertThat(plans.apply(List.of(
                                        set(plans, 1, "bulk"), plans.delete(2).expecting(1)))
                                .succeeded())
                        .hasSize(2);
                assertThat(em.contains(written)).isFalse();
                assertThat(em.contains(deleted)).isFalse();
                assertThat(em.contains(untouched)).isTrue();
                assertThat(find(em, 1).text).isEqualTo("bulk");
                assertThat(find(em, 1).version).isEqualTo(2);
                assertThat(find(em, 2)).isNull();
            });
        }

        @Test
        void instancesThatLostAreDetachedAndOthersAreKept() {
            use(em -> {
                Plan lost = find(em, 1);
                Plan current = find(em, 2);
                database.execute("update Plan set version = 2, text = 'theirs' where id = 1");
                BulkEntities<Plan> plans = bulk(em, Plan.class);
                List<Outcome> outcomes = plans.withCurrentState()
                        .apply(List.of(set(plans, 1, "bulk"), plans.touch(2).expecting(0)))
                        .outcomes();
                assertThat(conflict(outcomes.get(0)).currentState(Plan.class))
                        .hasValueSatisfying(plan -> assertThat(plan.text).isEqualTo("theirs"));
                assertThat(conflict(outcomes.get(1)).actual()).hasValue(1);
                assertThat(em.contains(lost)).isFalse();
                assertThat(em.contains(current)).isTrue();
                assertThat(find(em, 1).text).isEqualTo("theirs");
            });
            assertThat(cached(1)).isEqualTo("theirs");
        }

        @Test
        void cacheHoldsNothingStaleOfWhatWasCommitted() {
            assertThat(cached(1)).isEqualTo("one");
            assertThat(counted("bulk")).isZero();
            BulkEntities<Plan> plans = bulk(Plan.class);
            assertThat(plans.apply(List.of(set(plans, 1, "bulk"), set(plans, 2, "bulk")))
                            .succeeded())
                    .hasSize(2);
            assertThat(cached(1)).isEqualTo("bulk");
            assertThat(counted("bulk")).isEqualTo(2);
            assertThat(cached(1)).isEqualTo("bulk");
            assertThat(unit.getCache().contains(Plan.class, 1L)).isTrue();
        }

        @Test
        void cacheHoldsNothingStaleOfWhatIsPendingNorAfterIt() {
            assertThat(cached(1)).isEqualTo("one");
            assertThat(counted("bulk")).isZero();
            use(em -> {
                BulkEntities<Plan> plans = bulk(em, Plan.class);
                assertThat(only(plans.apply(List.of(set(plans, 1, "bulk"))))).isInstanceOf(Applied.class);
                // another one looks while it is pending
                assertThat(cached(1)).isEqualTo("one");
            });
            assertThat(cached(1)).isEqualTo("bulk");
            assertThat(counted("bulk")).isEqualTo(1);
        }

        @Test
        void cacheHoldsNothingOfWhatWasRolledBack() {
            EntityManager em = unit.createEntityManager();
            em.getTransaction().begin();
            BulkEntities<Plan> plans = bulk(em, Plan.class);
            assertThat(only(plans.apply(List.of(set(plans, 1, "bulk"))))).isInstanceOf(Applied.class);
            assertThat(find(em, 1).text).isEqualTo("bulk");
            em.getTransaction().rollback();
            em.close();
            assertThat(cached(1)).isEqualTo("one");
        }

        @Test
        void bulkNeedsATransactionToJoin() {
            EntityManager em = unit.createEntityManager();
            BulkEntities<Plan> plans = bulk(em, Plan.class);
            assertThatThrownBy(() -> plans.apply(List.of(set(plans, 1, "bulk"))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in no transaction");
            em.close();
        }

        @Test
        void bulkJoinsTheTransactionThatItIsGiven() {
            BulkEntities<Plan> plans = bulk(Plan.class);
            EntityManager em = unit.createEntityManager();
            em.getTransaction().begin();
            assertThat(only(plans.within(em).apply(List.of(set(plans, 1, "bulk")))))
                    .isEqualTo(Applied.updated(2, Durability.PENDING));
            em.getTransaction().rollback();
            em.close();
            assertThat(text("select version from Plan where id = 1")).isEqualTo("1");
        }

        @Test
        void plainEntitiesAreWrittenBySets() {
            BulkEntities<Plan> plans = bulk(Plan.class);
            List<EntityChange<Plan>> changes =
                    List.of(set(plans, 1, "bulk"), set(plans, 2, "bulk"), set(plans, 3, "b"));
            assertThat(plans.apply(changes).succeeded()).hasSize(3);
            database.execute("update Plan set version = 1");
            probe.clear();
            assertThat(plans.apply(changes).succeeded()).hasSize(3);
            assertThat(probe.count(sql -> sql.contains("update"))).isEqualTo(isPostgres() ? 1 : 3);
            assertThat(probe.count(sql -> sql.contains("select") && sql.contains("from Plan")))
                    .isZero();
        }
    }
}
