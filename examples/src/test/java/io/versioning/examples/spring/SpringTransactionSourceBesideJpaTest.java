package io.versioning.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jpa.JpaVersioning;
import io.versioning.jpa.VersionedEntity;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.TestDatabase;
import io.versioning.transaction.CommitFailedException;
import io.versioning.transaction.TransactionScope;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

/** Entities and SQL in one transaction, on the only connection of a pool. */
class SpringTransactionSourceBesideJpaTest {

    /** A row that is written as an entity and by SQL. */
    @Entity(name = "Account")
    static class Account extends VersionedEntity {
        @Id
        Long id;

        int balance;
    }

    private final TestDatabase database = TestDatabase.h2();
    private final LendingPool pool = database.pooled(1);
    private final LocalContainerEntityManagerFactoryBean unit = new LocalContainerEntityManagerFactoryBean();
    private final AtomicLong held = new AtomicLong(1);
    private SpringTransactionSource source;
    private GuardedTable rows;
    private JpaVersioning entities;
    private TransactionTemplate transaction;

    @BeforeEach
    void open() {
        database.execute(
                "create table account (id bigint primary key, balance integer not null, version bigint default 1 not null)",
                "insert into account (id, balance) values (1, 100), (2, 0)");
        unit.setDataSource(pool);
        unit.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        unit.setManagedTypes(PersistenceManagedTypes.of(Account.class.getName()));
        unit.afterPropertiesSet();
        EntityManagerFactory factory = unit.getObject();
        EntityManager em = SharedEntityManagerCreator.createSharedEntityManager(factory);
        entities = JpaVersioning.over(em);
        source = new SpringTransactionSource(pool);
        rows = JdbcVersioning.over(source).table("account", "id");
        JpaTransactionManager manager = new JpaTransactionManager(factory);
        manager.afterPropertiesSet();
        transaction = new TransactionTemplate(manager);
    }

    @AfterEach
    void close() {
        unit.destroy();
        pool.requireClean();
        pool.close();
        database.close();
    }

    private Account writeBoth() {
        rows.update(2).expecting(1).set("balance", 30).advancing(held::set).apply();
        return entities.update(Account.class, 1).expecting(1).apply(account -> account.balance = 70);
    }

    private long version(long id) {
        return JdbcVersioning.over(database.dataSource())
                .table("account", "id")
                .read(id)
                .orElseThrow()
                .version();
    }

    @Test
    void areCommittedTogether() {
        transaction.executeWithoutResult(status -> {
            assertThat(writeBoth().version()).isEqualTo(2);
            assertThat(rows.read(1).orElseThrow().version()).isEqualTo(2);
        });
        assertThat(version(1)).isEqualTo(2);
        assertThat(version(2)).isEqualTo(2);
        assertThat(held).hasValue(2);
    }

    @Test
    void areRolledBackTogetherAndGetTheirVersionsBack() {
        Account account = transaction.execute(status -> {
            Account written = writeBoth();
            status.setRollbackOnly();
            return written;
        });
        assertThat(version(1)).isEqualTo(1);
        assertThat(version(2)).isEqualTo(1);
        assertThat(held).hasValue(1);
        assertThat(account.version()).isEqualTo(1);
    }

    @Test
    void whatDoomsTheOneDoomsTheOther() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    writeBoth();
                    doom();
                }))
                .isInstanceOf(CommitFailedException.class);
        assertThat(version(1)).isEqualTo(1);
        assertThat(version(2)).isEqualTo(1);
        assertThat(held).hasValue(1);
    }

    private void doom() {
        try (TransactionScope scope = source.open()) {
            scope.doom(new IllegalStateException("the database gave up"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
