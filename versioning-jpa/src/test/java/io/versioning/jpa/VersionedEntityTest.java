package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.Table;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VersionedEntityTest {

    private EntityManagerFactory factory;

    @BeforeEach
    void createTable() {
        factory = new Configuration()
                .addAnnotatedClass(Portfolio.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:versioned-entity")
                .setProperty("hibernate.connection.pool_size", "2")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .buildSessionFactory();
    }

    @AfterEach
    void dropTable() {
        factory.close();
    }

    @Test
    void insertGivesVersionOne() {
        assertThat(stored(42).version()).isEqualTo(1);
        assertThat(versionInTable(42)).isEqualTo(1);
    }

    @Test
    void updateGivesTheNextVersion() {
        stored(42);

        Portfolio renamed = inTransaction(em -> {
            Portfolio portfolio = em.find(Portfolio.class, 42L);
            portfolio.name = "Q4";
            return portfolio;
        });

        assertThat(renamed.version()).isEqualTo(2);
        assertThat(versionInTable(42)).isEqualTo(2);
    }

    @Test
    void entityNotStoredYetHasNoVersion() {
        Portfolio fresh = new Portfolio(42, "Q3");

        assertThatThrownBy(fresh::version)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Portfolio has no version: it was not stored yet, or its version was lost on the way");
        assertThat(fresh.getVersion()).isNull();
    }

    @Test
    void beanPropertyIsTheVersion() {
        assertThat(stored(42).getVersion()).isEqualTo(1L);
    }

    @Test
    void proxyAnswersWithTheVersionOfItsRow() {
        stored(42);

        Long version = inTransaction(em -> em.getReference(Portfolio.class, 42L).version());
        assertThat(version).isEqualTo(1);
    }

    @Test
    void mergeOfAFreshEntityInsertsIt() {
        Portfolio merged = inTransaction(em -> em.merge(new Portfolio(42, "Q3")));

        assertThat(merged.version()).isEqualTo(1);
        assertThat(versionInTable(42)).isEqualTo(1);
    }

    @Test
    void mergeDoesNotResurrectADeletedRow() {
        Portfolio detached = stored(42);
        use(em -> em.remove(em.find(Portfolio.class, 42L)));

        assertThatThrownBy(() -> use(em -> em.merge(detached))).isInstanceOf(OptimisticLockException.class);
        assertThat(rowsInTable()).isZero();
    }

    @Test
    void mergeOfAStaleEntityChangesNothing() {
        Portfolio stale = stored(42);
        use(em -> em.find(Portfolio.class, 42L).name = "Q4");
        stale.name = "lost";

        assertThatThrownBy(() -> use(em -> em.merge(stale))).isInstanceOf(OptimisticLockException.class);
        Portfolio current = inTransaction(em -> em.find(Portfolio.class, 42L));
        assertThat(current.name).isEqualTo("Q4");
        assertThat(versionInTable(42)).isEqualTo(2);
    }

    private Portfolio stored(long id) {
        Portfolio portfolio = new Portfolio(id, "Q3");
        use(em -> em.persist(portfolio));
        return portfolio;
    }

    private long versionInTable(long id) {
        return number("select version from portfolio where id = " + id);
    }

    private long rowsInTable() {
        return number("select count(*) from portfolio");
    }

    private long number(String query) {
        return inTransaction(
                em -> (Long) em.createNativeQuery(query, Long.class).getSingleResult());
    }

    private void use(Consumer<EntityManager> work) {
        inTransaction(em -> {
            work.accept(em);
            return null;
        });
    }

    private <T> T inTransaction(Function<EntityManager, T> work) {
        EntityManager em = factory.createEntityManager();
        try {
            em.getTransaction().begin();
            T result = work.apply(em);
            em.getTransaction().commit();
            return result;
        } finally {
            if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
            }
            em.close();
        }
    }

    @Entity(name = "Portfolio")
    @Table(name = "portfolio")
    static class Portfolio extends VersionedEntity {

        @Id
        Long id;

        String name;

        protected Portfolio() {}

        Portfolio(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }
}
