package io.versioning.jpa.kinds;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.jpa.JpaVersioning;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.TestDatabase;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A test class that has a database and a persistence unit for all its tests; each test makes rows of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnEntities {

    private final DatabaseKind kind;
    private final List<Class<?>> entities;
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private TestDatabase database;
    private LendingPool pool;
    private long lastId;
    SessionFactory unit;
    JpaVersioning versioning;

    OnEntities(DatabaseKind kind, Class<?>... entities) {
        this.kind = kind;
        this.entities = List.of(entities);
    }

    @BeforeAll
    void open() {
        database = kind.open();
        pool = database.pooled(3);
        execute(beforeTables().toArray(String[]::new));
        StatementInspector noting = sql -> {
            statements.add(sql);
            return sql;
        };
        Configuration configuration = new Configuration();
        entities.forEach(configuration::addAnnotatedClass);
        configuration.getProperties().put("hibernate.connection.datasource", pool);
        configuration.getProperties().put("hibernate.hbm2ddl.auto", "create");
        configuration.getProperties().put("hibernate.session_factory.statement_inspector", noting);
        unit = configuration.buildSessionFactory();
        execute(afterTables().toArray(String[]::new));
        versioning = JpaVersioning.over(unit).withoutListeners();
    }

    /** What is to be there before the tables of the entities are created. */
    List<String> beforeTables() {
        return List.of();
    }

    /** What is to be changed after the tables of the entities were created. */
    List<String> afterTables() {
        return List.of();
    }

    @AfterEach
    void requireClean() {
        pool.requireClean();
    }

    @AfterAll
    void close() {
        unit.close();
        pool.close();
        database.close();
    }

    final boolean isPostgres() {
        return kind == DatabaseKind.POSTGRES;
    }

    final long newId() {
        return ++lastId;
    }

    final void execute(String... sql) {
        database.execute(sql);
    }

    /** The number that a query finds among what is committed. */
    final long number(String query) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** Does something in a transaction of the caller's, which is committed. */
    final <T> T joined(BiFunction<EntityManager, JpaVersioning, T> work) {
        EntityManager em = unit.createEntityManager();
        try {
            em.getTransaction().begin();
            T result = work.apply(em, JpaVersioning.over(em).withoutListeners());
            em.getTransaction().commit();
            return result;
        } finally {
            if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
            }
            em.close();
        }
    }

    /** Lets the provider work alone, without the library. */
    final <T> T bare(Function<EntityManager, T> work) {
        return joined((em, unused) -> work.apply(em));
    }

    /** Looks at a detached copy of what is committed. */
    final <E, T> T stored(Class<E> type, Object id, Function<E, T> look) {
        return bare(em -> look.apply(em.find(type, id)));
    }

    /** The same, for an assertion. */
    final <E> Object valueIn(Class<E> type, Object id, Function<E, Object> look) {
        return stored(type, id, look);
    }

    /** Updates an entity from the version that it has now, as another user would. */
    final <E> E anotherUpdate(Class<E> type, Object id, Consumer<E> change) {
        long current = versioning.version(versioning.read(type, id).orElseThrow());
        return versioning.update(type, id).expecting(current).apply(change);
    }

    /** The statements that the provider sends while something is done. */
    final List<String> statementsOf(Runnable work) {
        statements.clear();
        work.run();
        return List.copyOf(statements);
    }

    static Conflict conflictOf(ThrowingCallable write) {
        return Assertions.catchThrowableOfType(ConflictException.class, write).conflict();
    }
}
