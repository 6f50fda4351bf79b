package io.versioning.bulk.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Conflict;
import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Durability;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.Session;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.TenantId;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rows that the mapping or the session hides are missing, and nothing of their state is told. */
class HiddenRowsTests {

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

    @MappedSuperclass
    abstract static class Row {
        @Id
        Long id;

        @Version
        long version;

        String text;
    }

    @Entity(name = "Tenanted")
    static class Tenanted extends Row {
        @TenantId
        String tenant;
    }

    @Entity(name = "Restricted")
    @SQLRestriction("visible = true")
    static class Restricted extends Row {
        boolean visible = true;
    }

    @Entity(name = "Filtered")
    @FilterDef(name = "region", parameters = @ParamDef(name = "allowed", type = String.class))
    @Filter(name = "region", condition = "region in (:allowed)")
    static class Filtered extends Row {
        String region;
    }

    @Entity(name = "Soft")
    @SoftDelete
    static class Soft extends Row {}

    @Entity(name = "Parent")
    @DiscriminatorValue("it's \"e1_0.\" a parent")
    static class Parent extends Row {}

    @Entity(name = "Child")
    @DiscriminatorValue("'e1_0.child'")
    static class Child extends Parent {
        String toy;
    }

    /** Resolves the tenant that a test has set. */
    static final class Tenants implements CurrentTenantIdentifierResolver<String> {
        static final AtomicReference<String> CURRENT = new AtomicReference<>("mine");

        @Override
        public String resolveCurrentTenantIdentifier() {
            return CURRENT.get();
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }
    }

    abstract static class Cases extends OnEntities {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @BeforeEach
        void asMyTenant() {
            Tenants.CURRENT.set("mine");
        }

        @Override
        Map<String, Object> settings() {
            return Map.of("hibernate.tenant_identifier_resolver", new Tenants());
        }

        @Override
        List<Class<?>> entities() {
            return List.of(Tenanted.class, Restricted.class, Filtered.class, Soft.class, Parent.class, Child.class);
        }

        @Override
        List<String> schema() {
            String columns = "(id bigint primary key, version bigint not null, text varchar(20), ";
            return List.of(
                    "create table Tenanted " + columns + "tenant varchar(20))",
                    "insert into Tenanted values (1, 7, 'secret', 'theirs'), (2, 7, 'shown', 'mine')",
                    "create table Restricted " + columns + "visible boolean not null)",
                    "insert into Restricted values (1, 7, 'secret', false), (2, 7, 'shown', true)",
                    "create table Filtered " + columns + "region varchar(20))",
                    "insert into Filtered values (1, 7, 'secret', 'there'), (2, 7, 'shown', 'here')",
                    "create table Soft " + columns + "deleted boolean not null)",
                    "insert into Soft values (1, 7, 'secret', true), (2, 7, 'shown', false)",
                    "create table Parent " + columns + "dtype varchar(40), toy varchar(20))",
                    "insert into Parent values (1, 7, 'secret', 'it''s \"e1_0.\" a parent', null),"
                            + " (2, 7, 'shown', '''e1_0.child''', 'ball')");
        }

        private <E extends Row> void requireHidden(BulkEntities<E> rows, Durability durability) {
            for (BulkEntities<E> way : List.of(rows, rows.inInputOrder(), rows.allOrNothing())) {
                List<Outcome> outcomes = way.withCurrentState()
                        .apply(List.of(
                                rows.update(1).expecting(7).set("text", "mine"),
                                rows.touch(1).expecting(7),
                                rows.delete(1).expecting(7),
                                rows.touch(1).expecting(3),
                                rows.touch(2).expecting(3)))
                        .outcomes();
                for (Outcome hidden : outcomes.subList(0, 4)) {
                    assertThat(conflict(hidden).kind()).isEqualTo(Conflict.Kind.MISSING);
                    assertThat(conflict(hidden).currentState()).isEmpty();
                }
                assertThat(conflict(outcomes.get(4)).actual()).hasValue(7);
                assertThat(conflict(outcomes.get(4)).currentState(Row.class))
                        .hasValueSatisfying(row -> assertThat(row.text).isEqualTo("shown"));
            }
            probe.clear();
            assertThat(rows.apply(List.of(
                                    rows.touch(1).expecting(7),
                                    rows.update(2).expecting(7).set("text", "new")))
                            .outcomes()
                            .get(1))
                    .isEqualTo(Applied.updated(8, durability));
            assertThat(probe.count(sql -> sql.contains("unnest")) > 0).isEqualTo(isPostgres());
            assertThat(only(rows.apply(List.of(rows.touch(2).expecting(8))))).isEqualTo(Applied.updated(9, durability));
            assertThat(only(rows.apply(List.of(rows.delete(2).expecting(9))))).isEqualTo(Applied.deleted(durability));
        }

        private <E extends Row> void requireHidden(Class<E> type, String table) {
            requireHidden(bulk(type), Durability.COMMITTED);
            assertThat(text("select version || text from " + table + " where id = 1"))
                    .isEqualTo("7secret");
        }

        private <E extends Row> void requireHiddenInATransaction(EntityManager em, Class<E> type) {
            requireHidden(bulk(em, type), Durability.PENDING);
        }

        @Test
        void rowsOfOtherTenantsAreMissing() {
            requireHidden(Tenanted.class, "Tenanted");
            assertThat(text("select count(*) from Tenanted where id = 2")).isEqualTo("0");
        }

        @Test
        void tenantIsThatOfTheMoment() {
            BulkEntities<Tenanted> rows = bulk(Tenanted.class);
            Tenants.CURRENT.set("theirs");
            List<Outcome> outcomes = rows.apply(
                            List.of(rows.touch(1).expecting(7), rows.touch(2).expecting(7)))
                    .outcomes();
            assertThat(outcomes.get(0)).isEqualTo(Applied.updated(8, Durability.COMMITTED));
            assertThat(conflict(outcomes.get(1)).kind()).isEqualTo(Conflict.Kind.MISSING);
        }

        @Test
        void rowsOfOtherTenantsAreMissingInATransaction() {
            use(em -> requireHiddenInATransaction(em, Tenanted.class));
        }

        @Test
        void restrictedRowsAreMissing() {
            requireHidden(Restricted.class, "Restricted");
        }

        @Test
        void restrictedRowsAreMissingInATransaction() {
            use(em -> requireHiddenInATransaction(em, Restricted.class));
        }

        @Test
        void filteredRowsAreMissing() {
            use(em -> {
                org.hibernate.Filter region = em.unwrap(Session.class).enableFilter("region");
                region.setParameterList("allowed", List.of("here", "elsewhere"));
                requireHiddenInATransaction(em, Filtered.class);
            });
            assertThat(text("select version || text from Filtered where id = 1"))
                    .isEqualTo("7secret");
        }

        @Test
        void deletedRowsAreMissing() {
            requireHidden(Soft.class, "Soft");
            assertThat(text("select deleted from Soft where id = 2")).isIn("t", "TRUE");
        }

        @Test
        void deletedRowsAreMissingInATransaction() {
            use(em -> requireHiddenInATransaction(em, Soft.class));
            assertThat(text("select deleted from Soft where id = 2")).isIn("t", "TRUE");
        }

        @Test
        void rowsOfOtherClassesAreMissing() {
            requireHidden(Child.class, "Parent");
        }

        @Test
        void rowsOfSubclassesAreThere() {
            BulkEntities<Parent> rows = bulk(Parent.class);
            assertThat(rows.apply(List.of(
                                    rows.update(1).expecting(7).set("text", "a"),
                                    rows.update(2).expecting(7).set("text", "b")))
                            .succeeded())
                    .hasSize(2);
        }
    }
}
