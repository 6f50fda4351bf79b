package io.versioning.bulk.jpa;

import io.versioning.BulkUpdateResult;
import io.versioning.Conflict;
import io.versioning.Outcome;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.StatementProbe;
import io.versioning.testkit.fixture.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test class that has a fresh database for each test, and a persistence unit on it. */
abstract class OnEntities {

    private final DatabaseKind kind;
    final StatementProbe probe = new StatementProbe();
    TestDatabase database;
    EntityManagerFactory unit;

    OnEntities(DatabaseKind kind) {
        this.kind = kind;
    }

    abstract List<String> schema();

    abstract List<Class<?>> entities();

    Map<String, Object> settings() {
        return Map.of();
    }

    @BeforeEach
    void open() {
        database = kind.open();
        database.execute(schema().toArray(String[]::new));
        unit = Units.of(probe.watch(database.dataSource()), settings(), entities());
    }

    @AfterEach
    void close() {
        unit.close();
        database.close();
    }

    final boolean isPostgres() {
        return kind == DatabaseKind.POSTGRES;
    }

    final <E> BulkEntities<E> bulk(Class<E> type) {
        return JpaBulkVersioning.over(unit).withoutListeners().entities(type);
    }

    static <E> BulkEntities<E> bulk(EntityManager em, Class<E> type) {
        return JpaBulkVersioning.over(em).withoutListeners().entities(type);
    }

    /** Works in a transaction that is committed, or rolled back if the work fails. */
    final <T> T answer(Function<EntityManager, T> work) {
        EntityManager em = unit.createEntityManager();
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

    final void use(Consumer<EntityManager> work) {
        boolean unused = answer(em -> {
            work.accept(em);
            return true;
        });
    }

    /** The first column of the first row of a query. */
    final String text(String sql) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    static Outcome only(BulkUpdateResult<?, ?> result) {
        List<Outcome> outcomes = result.outcomes();
        if (outcomes.size() != 1) {
            throw new AssertionError("not one: " + outcomes);
        }
        return outcomes.get(0);
    }

    static Conflict conflict(Outcome outcome) {
        if (outcome instanceof Outcome.Conflicted conflicted) {
            return conflicted.conflict();
        }
        throw new AssertionError("no conflict: " + outcome);
    }
}
