package io.versioning.bulk.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Outcome;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.junit.jupiter.api.Test;

/** A reader between two writes of one id leaves nothing old in the second-level cache. */
@RunsOn(DatabaseKind.H2)
class DoubledIdsInCacheTest extends OnEntities {

    DoubledIdsInCacheTest() {
        super(DatabaseKind.H2);
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

    @Override
    List<Class<?>> entities() {
        return List.of(Plan.class);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create table Plan (id bigint primary key, version bigint not null, text varchar(10))",
                "insert into Plan values (1, 1, 'one')");
    }

    @Override
    Map<String, Object> settings() {
        return Map.of(
                "hibernate.cache.region.factory_class",
                MapRegions.class.getName(),
                "hibernate.cache.use_second_level_cache",
                true);
    }

    private String found() {
        return answer(em -> {
            Plan plan = em.find(Plan.class, 1L);
            return plan.text + " at " + plan.version;
        });
    }

    private void writeTwiceWithAReaderBetween(BulkEntities<Plan> plans) {
        probe.onStatement(sql -> sql.toLowerCase(Locale.ROOT).startsWith("update"))
                .nth(2)
                .runBefore(() -> assertThat(found()).isEqualTo("first at 2"));
        assertThat(plans.apply(List.of(
                                plans.update(1L).expecting(1).set("text", "first"),
                                plans.update(1L).expecting(2).set("text", "second")))
                        .outcomes())
                .allMatch(Outcome.Applied.class::isInstance);
        probe.requireAllHappened();
        assertThat(found()).isEqualTo("second at 3");
    }

    @Test
    void inInputOrder() {
        writeTwiceWithAReaderBetween(bulk(Plan.class).inInputOrder());
    }

    @Test
    void acrossChunks() {
        writeTwiceWithAReaderBetween(bulk(Plan.class).chunksOf(1));
    }
}
