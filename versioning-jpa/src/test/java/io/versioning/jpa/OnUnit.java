package io.versioning.jpa;

import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.StatementProbe;
import io.versioning.testkit.fixture.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test class that has a fresh database for each test, and a persistence unit on it. */
abstract class OnUnit {

    private final DatabaseKind kind;
    private final List<EntityManagerFactory> units = new ArrayList<>();
    final StatementProbe probe = new StatementProbe();
    TestDatabase database;
    EntityManagerFactory unit;
    JpaVersioning versioning;

    OnUnit(DatabaseKind kind) {
        this.kind = kind;
    }

    /** The tables, and the entities besides {@link Account} that are mapped to them. */
    List<String> schema() {
        return List.of();
    }

    List<Class<?>> entities() {
        return List.of();
    }

    Map<String, Object> settings() {
        return Map.of();
    }

    @BeforeEach
    void open() {
        database = kind.open();
        List<String> tables = new ArrayList<>(new AccountMapping().schema(kind));
        tables.addAll(schema());
        database.execute(tables.toArray(String[]::new));
        unit = unit(probe.watch(database.dataSource()), settings());
        versioning = JpaVersioning.over(unit).withoutListeners();
    }

    @AfterEach
    void close() {
        units.forEach(EntityManagerFactory::close);
        database.close();
    }

    /** A persistence unit as JPA makes them. */
    EntityManagerFactory boot(DataSource source, Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("jakarta.persistence.nonJtaDataSource", source);
        all.put("hibernate.loaded_classes", entities());
        return Persistence.createEntityManagerFactory("accounts", all);
    }

    /** A persistence unit that is closed after the test. */
    final EntityManagerFactory unit(DataSource source, Map<String, ?> settings) {
        EntityManagerFactory made = boot(source, settings);
        units.add(made);
        return made;
    }

    final boolean isPostgres() {
        return kind == DatabaseKind.POSTGRES;
    }

    static JpaVersioning joined(EntityManager em) {
        return JpaVersioning.over(em).withoutListeners();
    }

    /** Works in a transaction that is committed, or rolled back if the work fails. */
    final <T> T answer(EntityManagerFactory source, Function<EntityManager, T> work) {
        EntityManager em = source.createEntityManager();
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

    final <T> T answer(Function<EntityManager, T> work) {
        return answer(unit, work);
    }

    final void use(Consumer<EntityManager> work) {
        answer(em -> {
            work.accept(em);
            return true;
        });
    }

    /** An account at version 1, committed, in no persistence context. */
    final Account stored(long id) {
        return versioning.insert(account(id));
    }

    static Account account(long id) {
        return new Account(id, AccountState.numbered((int) id));
    }

    static AccountState owned(String owner) {
        return new AccountState(owner, 5, null);
    }

    /** Another writer's work on an account, past every persistence context: from one version to the next. */
    final void advance(long id) {
        database.execute("update account set note = 'theirs', version = version + 1 where id = " + id);
    }

    final void delete(long id) {
        database.execute("delete from account where id = " + id);
    }

    /** The version that is committed; -1 where there is no row. */
    final long version(long id) {
        return number("select coalesce(max(version), -1) from account where id = " + id);
    }

    /** The owner that is committed. */
    final String owner(long id) {
        return read("select owner from account where id = " + id, row -> row.getString(1));
    }

    final long number(String query) {
        return read(query, row -> row.getLong(1));
    }

    /** Reads from a row. */
    interface Column<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> T read(String query, Column<T> column) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return column.of(row);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
