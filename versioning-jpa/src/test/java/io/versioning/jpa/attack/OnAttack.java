package io.versioning.jpa.attack;

import io.versioning.jpa.JpaVersioning;
import io.versioning.jpa.VersionedEntity;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.StatementProbe;
import io.versioning.testkit.fixture.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test class that has a fresh database for each test, and a persistence unit on it. */
abstract class OnAttack {

    private final DatabaseKind kind;
    private final List<EntityManagerFactory> units = new ArrayList<>();
    final StatementProbe probe = new StatementProbe();
    TestDatabase database;
    EntityManagerFactory unit;
    JpaVersioning versioning;

    OnAttack(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        database = kind.open();
        Map<String, Object> settings = new HashMap<>(settings());
        settings.put("hibernate.hbm2ddl.auto", "create");
        unit = unit(probe.watch(database.dataSource()), settings);
        versioning = JpaVersioning.over(unit).withoutListeners();
    }

    Map<String, Object> settings() {
        return Map.of();
    }

    @AfterEach
    void close() {
        units.forEach(EntityManagerFactory::close);
        database.close();
    }

    final EntityManagerFactory unit(DataSource source, Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("jakarta.persistence.nonJtaDataSource", source);
        all.put("hibernate.loaded_classes", Attacked.ALL);
        EntityManagerFactory made = Persistence.createEntityManagerFactory("accounts", all);
        units.add(made);
        return made;
    }

    /** As Hibernate makes them without JPA. */
    final SessionFactory nativeUnit(DataSource source) {
        Configuration configuration = new Configuration();
        Attacked.ALL.forEach(configuration::addAnnotatedClass);
        configuration.getProperties().put("hibernate.connection.datasource", source);
        SessionFactory made = configuration.buildSessionFactory();
        units.add(made);
        return made;
    }

    final boolean isPostgres() {
        return kind == DatabaseKind.POSTGRES;
    }

    static JpaVersioning joined(EntityManager em) {
        return JpaVersioning.over(em).withoutListeners();
    }

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
        answer(em -> {
            work.accept(em);
            return true;
        });
    }

    final void rollBack(Consumer<EntityManager> work) {
        use(em -> {
            work.accept(em);
            em.getTransaction().setRollbackOnly();
        });
    }

    final long number(String query) {
        return Long.parseLong(text(query));
    }

    final String text(String query) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "none";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void setVersion(VersionedEntity entity, Long version) {
        try {
            Field field = VersionedEntity.class.getDeclaredField("version");
            field.setAccessible(true);
            field.set(entity, version);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
