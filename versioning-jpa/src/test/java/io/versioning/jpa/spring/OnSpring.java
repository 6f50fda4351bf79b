package io.versioning.jpa.spring;

import io.versioning.jpa.JpaVersioning;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A test class with an application on Spring, whose table has the portfolios 1 and 2 at version 1 before each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnSpring {

    private final DatabaseKind kind;
    private final int connections;
    private AnnotationConfigApplicationContext context;
    TestDatabase database;
    LendingPool pool;
    PortfolioService service;
    PortfolioStore store;
    Portfolios repository;
    JpaVersioning versioning;
    EntityManager em;
    EntityManagerFactory unit;
    TransactionTemplate transaction;

    /** What {@link #renamed} has given back in this test. */
    final List<Portfolio> written = new ArrayList<>();

    /** An application whose pool has one connection. */
    OnSpring(DatabaseKind kind) {
        this(kind, 1);
    }

    OnSpring(DatabaseKind kind, int connections) {
        this.kind = kind;
        this.connections = connections;
    }

    @BeforeAll
    void start() {
        database = kind.open();
        database.execute("""
                create table portfolio (
                  id bigint primary key,
                  name varchar(60) not null check (name <> ''),
                  version bigint default 1 not null
                )""");
        pool = database.pooled(connections);
        context = new AnnotationConfigApplicationContext();
        context.registerBean(DataSource.class, () -> pool);
        context.register(Application.class);
        context.refresh();
        service = context.getBean(PortfolioService.class);
        store = context.getBean(PortfolioStore.class);
        repository = context.getBean(Portfolios.class);
        em = context.getBean(EntityManager.class);
        unit = context.getBean(EntityManagerFactory.class);
        transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
        versioning = service.versioning();
    }

    @AfterAll
    void stop() {
        context.close();
        pool.close();
        database.close();
    }

    @BeforeEach
    void insertRows() {
        written.clear();
        database.execute("delete from portfolio", "insert into portfolio (id, name) values (1, 'Q3'), (2, 'Bonds')");
    }

    @AfterEach
    void noConnectionIsLost() {
        pool.requireClean();
    }

    PlatformTransactionManager transactions() {
        return context.getBean(PlatformTransactionManager.class);
    }

    /** What somebody else does, at once and on another connection. */
    void meanwhile(String statement) {
        database.execute(statement);
    }

    void meanwhileRenamed(long id, String name) {
        meanwhile("update portfolio set name = '" + name + "', version = version + 1 where id = " + id);
    }

    /** The committed row: its name and version, or nothing. */
    String row(long id) {
        return query("select name || ' ' || version from portfolio where id = " + id);
    }

    String query(String sql) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Renames a portfolio that is at version 1, in the transaction under way. */
    Portfolio renamed(long id, String name) {
        Portfolio portfolio =
                versioning.update(Portfolio.class, id).expecting(1).apply(found -> found.rename(name));
        written.add(portfolio);
        return portfolio;
    }

    Portfolio read(long id) {
        return transaction.execute(
                status -> versioning.read(Portfolio.class, id).orElseThrow());
    }
}
