package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.TenantId;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rows that the mapping or the tenant hides: they are missing, and nothing of them shows. */
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

    private static final class OurTenant implements CurrentTenantIdentifierResolver<String> {
        @Override
        public String resolveCurrentTenantIdentifier() {
            return "ours";
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }
    }

    @Entity(name = "Invoice")
    static class Invoice extends VersionedEntity {
        @Id
        Long id;

        @TenantId
        String tenant;

        String text;
    }

    @Entity(name = "Memo")
    @SoftDelete(columnName = "gone")
    static class Memo extends VersionedEntity {
        @Id
        Long id;

        String text;
    }

    @Entity(name = "Poster")
    @SQLRestriction("visible = true")
    static class Poster extends VersionedEntity {
        @Id
        Long id;

        String text;
        boolean visible;
    }

    @Entity(name = "Shape")
    @DiscriminatorColumn(name = "form")
    static class Shape extends VersionedEntity {
        @Id
        Long id;

        String text;
    }

    @Entity(name = "Circle")
    static class Circle extends Shape {}

    @Entity(name = "Square")
    static class Square extends Shape {}

    abstract static class Cases extends OnHiddenRows {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @Override
        List<Class<?>> entities() {
            return List.of(Invoice.class, Memo.class, Poster.class, Shape.class, Circle.class, Square.class);
        }

        @Override
        List<String> schema() {
            String common = " (id bigint primary key, text varchar(20), version bigint not null, ";
            return List.of(
                    "create table Invoice" + common + "tenant varchar(20))",
                    "create table Memo" + common + "gone boolean not null)",
                    "create table Poster" + common + "visible boolean not null)",
                    "create table Shape" + common + "form varchar(31))",
                    "insert into Invoice values (1, 'secret', 7, 'theirs'), (2, 'open', 7, 'ours')",
                    "insert into Memo values (1, 'secret', 7, true), (2, 'open', 7, false)",
                    "insert into Poster values (1, 'secret', 7, false), (2, 'open', 7, true)",
                    "insert into Shape values (1, 'secret', 7, 'Square'), (2, 'open', 7, 'Circle')");
        }

        @Override
        Map<String, Object> settings() {
            return Map.of("hibernate.tenant_identifier_resolver", new OurTenant());
        }

        @Test
        void rowOfAnotherTenantIsMissing() {
            use(em -> {
                requireMissing(em, Invoice.class);
                requireShown(em, Invoice.class);
            });
            requireUntouched("Invoice");
        }

        @Test
        void rowOfAnotherTenantIsMissingInATransactionOfOurOwn() {
            requireMissing(() -> versioning
                    .touch(Invoice.class, 1L)
                    .expecting(3)
                    .withCurrentState()
                    .apply());
            assertThat(versioning.read(Invoice.class, 1L)).isEmpty();
            assertThat(versioning.touch(Invoice.class, 2L).expecting(7).apply().version())
                    .isEqualTo(8);
            requireUntouched("Invoice");
        }

        @Test
        void rowThatGoesToAnotherTenantIsMissing() {
            use(em -> {
                em.find(Invoice.class, 2L);
                database.execute("update Invoice set tenant = 'theirs', text = 'secret', version = 8 where id = 2");
                requireMissing(() -> joined(em)
                        .touch(Invoice.class, 2L)
                        .expecting(7)
                        .withCurrentState()
                        .apply());
            });
        }

        @Test
        void rowThatGoesToAnotherTenantDuringTheWriteIsMissing() {
            assertThatThrownBy(() -> use(em -> joined(em)
                            .update(Invoice.class, 2L)
                            .expecting(7)
                            .withCurrentState()
                            .apply(invoice -> {
                                invoice.text = "mine";
                                database.execute("update Invoice set tenant = 'theirs', version = 8 where id = 2");
                            })))
                    .isInstanceOfSatisfying(
                            ConflictException.class,
                            failure -> assertThat(failure.conflict().kind()).isEqualTo(Conflict.Kind.MISSING));
        }

        @Test
        void softlyDeletedRowIsMissing() {
            use(em -> {
                requireMissing(em, Memo.class);
                requireShown(em, Memo.class);
            });
            requireUntouched("Memo");
        }

        @Test
        void softDeleteIsGuardedToo() {
            use(em -> {
                assertThatThrownBy(() ->
                                joined(em).delete(Memo.class, 2L).expecting(6).apply())
                        .hasMessage("Memo 2: expected version 6, found 7");
                joined(em).delete(Memo.class, 2L).expecting(7).apply();
                requireMissing(
                        () -> joined(em).touch(Memo.class, 2L).expecting(7).apply());
            });
            assertThat(number("select count(*) from Memo where gone")).isEqualTo(2);
        }

        @Test
        void softDeleteOfARowThatMovesOnDuringTheWriteDeletesNothing() {
            assertThatThrownBy(() -> use(em -> {
                        em.find(Memo.class, 2L);
                        database.execute("update Memo set version = 8 where id = 2");
                        joined(em).delete(Memo.class, 2L).expecting(7).apply();
                    }))
                    .hasMessage("Memo 2: expected version 7, found 8");
            assertThat(number("select count(*) from Memo where gone")).isEqualTo(1);
        }

        @Test
        void restrictedRowIsMissing() {
            use(em -> {
                requireMissing(em, Poster.class);
                requireShown(em, Poster.class);
            });
            requireUntouched("Poster");
        }

        @Test
        void tenantsCostNothing() {
            versioning.touch(Invoice.class, 2L).expecting(7).apply();
            probe.clear();
            versioning.touch(Invoice.class, 2L).expecting(8).apply();
            assertThat(probe.statements()).hasSize(2);
        }

        @Test
        void rowOfAnotherClassOfTheHierarchyIsMissing() {
            use(em -> {
                requireMissing(em, Circle.class);
                requireShown(em, Circle.class);
                assertThat(joined(em).touch(Shape.class, 1L).expecting(7).apply())
                        .isInstanceOf(Square.class);
            });
        }

        @Test
        void objectOfAnotherClassInTheContextIsMissing() {
            use(em -> {
                assertThat(em.find(Shape.class, 1L)).isInstanceOf(Square.class);
                requireMissing(em, Circle.class);
            });
            requireUntouched("Shape");
        }
    }
}
