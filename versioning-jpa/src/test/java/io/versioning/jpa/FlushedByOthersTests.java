package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.Refusal;
import io.versioning.WriteRefusedException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Code that flushes and merges in its own way, before the library is called or inside of {@code guarding}. */
class FlushedByOthersTests {

    @Entity(name = "Product")
    static class Product {
        @Id
        Long id;

        @Column(nullable = false)
        String name = "";

        @Version
        int version;

        protected Product() {}

        Product(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Nested
    @RunsOn(DatabaseKind.H2)
    class OnH2 extends Cases {
        OnH2() {
            super(DatabaseKind.H2);
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class OnPostgres extends Cases {
        OnPostgres() {
            super(DatabaseKind.POSTGRES);
        }
    }

    abstract static class Cases extends OnUnit {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @Override
        List<String> schema() {
            return List.of("create table product (id bigint primary key, name varchar(60) not null,"
                    + " version integer not null)");
        }

        @Override
        List<Class<?>> entities() {
            return List.of(Product.class);
        }

        @Test
        void versionOfAFlushBeforeTheFirstCallIsGivenBackToo() {
            stored(2);
            requireGivenBack((em, account) -> {
                em.flush();
                joined(em).touch(Account.class, 2L).expecting(1).apply();
            });
        }

        @Test
        void versionOfAFlushBeforeACallOnThatVeryRowIsGivenBackToo() {
            requireGivenBack((em, account) -> {
                em.flush();
                joined(em).touch(Account.class, 1L).expecting(2).apply();
            });
        }

        @Test
        void versionOfAQuerysFlushIsGivenBackToo() {
            requireGivenBack((em, account) ->
                    em.createQuery("select a from Account a", Account.class).getResultList());
        }

        @Test
        void versionOfAFlushWithoutAnyCallIsGivenBackToo() {
            requireGivenBack((em, account) -> em.flush());
        }

        private interface Work {
            void with(EntityManager em, Account account);
        }

        private void requireGivenBack(Work work) {
            stored(1);
            EntityManager em = unit.createEntityManager();
            em.getTransaction().begin();
            Account account = em.find(Account.class, 1L);
            account.change(owned("ours"));
            work.with(em, account);
            em.getTransaction().rollback();
            em.close();

            assertThat(account.version()).isEqualTo(1);
            advance(1);
            assertThatThrownBy(() -> versioning.save(account)).isInstanceOf(ConflictException.class);
        }

        @Test
        void mergeOfADeletedRowInsertsNothing() {
            Product product = product(em -> em.find(Product.class, 1L).name = "changed");
            database.execute("delete from product");

            use(em -> {
                assertThatThrownBy(() -> joined(em).guarding(() -> em.merge(product)))
                        .isInstanceOfSatisfying(ConflictException.class, conflict -> {
                            assertThat(conflict.conflict().kind()).isEqualTo(Conflict.Kind.MISSING);
                            assertThat(conflict.conflict().id()).isEqualTo(1L);
                            assertThat(conflict.conflict().expected()).isEqualTo(1);
                        });
                assertThat(em.getTransaction().getRollbackOnly()).isTrue();
                em.clear();
            });
            assertThat(number("select count(*) from product")).isZero();
        }

        @Test
        void mergeOfANewObjectInsertsIt() {
            use(em -> joined(em).guarding(() -> em.merge(new Product(2, "new"))));
            assertThat(number("select count(*) from product")).isEqualTo(1);
        }

        @Test
        void nullThatTheProviderRefusesIsRefused() {
            Product product = product(em -> {});
            assertThatThrownBy(() -> versioning
                            .update(Product.class, product.id)
                            .expecting(product.version)
                            .apply(found -> found.name = null))
                    .isInstanceOfSatisfying(WriteRefusedException.class, refused -> {
                        assertThat(refused.refusal().code()).isEqualTo(Refusal.CONSTRAINT);
                        assertThat(refused.id()).isEqualTo(1L);
                    });
        }

        /** A product as it was committed, after a change. */
        private Product product(Consumer<EntityManager> change) {
            versioning.insert(new Product(1, "first"));
            use(change);
            return answer(em -> em.find(Product.class, 1L));
        }
    }
}
