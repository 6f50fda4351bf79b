package io.versioning.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.AttemptAbortedException;
import io.versioning.ConflictException;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.TestDatabase;
import io.versioning.transaction.CommitFailedException;
import io.versioning.transaction.TransactionScope;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** A guarded write over plain JDBC is a part of Spring's transaction where there is one. */
class SpringTransactionSourceTest {

    private TestDatabase database;
    private LendingPool pool;
    private SpringTransactionSource source;
    private GuardedTable accounts;
    private TransactionTemplate transaction;
    private final AtomicLong held = new AtomicLong(1);

    @BeforeEach
    void open() {
        database = TestDatabase.h2();
        database.execute(
                "create table account (id bigint primary key, balance integer not null, version bigint default 1 not null)",
                "insert into account (id, balance) values (1, 100), (2, 0)");
        use(1);
    }

    private void use(int connections) {
        pool = database.pooled(connections);
        source = new SpringTransactionSource(pool);
        accounts = JdbcVersioning.over(source).table("account", "id");
        transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
    }

    @AfterEach
    void close() {
        pool.requireClean();
        pool.close();
        database.close();
    }

    private TransactionTemplate inner(int propagation) {
        TransactionTemplate inner = new TransactionTemplate(transaction.getTransactionManager());
        inner.setPropagationBehavior(propagation);
        return inner;
    }

    private void set(long id, int balance) {
        assertThat(accounts.update(id)
                        .expecting(held.get())
                        .set("balance", balance)
                        .advancing(held::set)
                        .apply())
                .isEqualTo(held.get());
    }

    private String row(long id) {
        return new JdbcTemplate(database.dataSource())
                .queryForObject("select balance || ' at ' || version from account where id = ?", String.class, id);
    }

    @Test
    void withoutATransactionTheWriteIsCommittedAtOnce() {
        set(1, 70);
        assertThat(row(1)).isEqualTo("70 at 2");
    }

    @Test
    void insideTheWriteIsCommittedWithTheTransaction() {
        transaction.executeWithoutResult(status -> {
            set(1, 70);
            assertThat(row(1)).isEqualTo("100 at 1");
        });
        assertThat(row(1)).isEqualTo("70 at 2");
        assertThat(held).hasValue(2);
    }

    @Test
    void statementsOfATemplateAreInTheSameTransaction() {
        transaction.executeWithoutResult(status -> {
            new JdbcTemplate(pool).update("update account set version = 7 where id = 1");
            assertThatThrownBy(() -> set(1, 70))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("account 1: expected version 1, found 7");
            status.setRollbackOnly();
        });
        assertThat(row(1)).isEqualTo("100 at 1");
    }

    @Test
    void aRollbackTakesVersionsBack() {
        transaction.executeWithoutResult(status -> {
            set(1, 70);
            set(1, 60);
            assertThat(held).hasValue(3);
            status.setRollbackOnly();
        });
        assertThat(held).hasValue(1);
        assertThat(row(1)).isEqualTo("100 at 1");
    }

    @Test
    void aConflictThatIsCaughtLeavesTheTransactionToGoOn() {
        transaction.executeWithoutResult(status -> {
            assertThatThrownBy(() ->
                            accounts.update(1).expecting(9).set("balance", 0).apply())
                    .isInstanceOf(ConflictException.class);
            set(1, 70);
        });
        assertThat(row(1)).isEqualTo("70 at 2");
    }

    @Test
    void aConflictThatPassesRollsBack() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    set(1, 70);
                    accounts.delete(2).expecting(9).apply();
                }))
                .isInstanceOf(ConflictException.class);
        assertThat(row(1)).isEqualTo("100 at 1");
        assertThat(held).hasValue(1);
    }

    @Test
    void aNewTransactionInsideIsAnotherOne() {
        pool.close();
        use(2);
        transaction.executeWithoutResult(outer -> {
            set(1, 70);
            inner(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
                    .executeWithoutResult(status ->
                            accounts.update(2).expecting(1).set("balance", 30).apply());
            assertThat(row(2)).isEqualTo("30 at 2");
            outer.setRollbackOnly();
        });
        assertThat(row(1)).isEqualTo("100 at 1");
        assertThat(row(2)).isEqualTo("30 at 2");
        assertThat(held).hasValue(1);
    }

    @Test
    void aSavepointTakesBackWhatCameAfterIt() {
        transaction.executeWithoutResult(outer -> {
            set(1, 70);
            inner(TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult(nested -> {
                set(1, 60);
                nested.setRollbackOnly();
            });
            assertThat(held).hasValue(2);
        });
        assertThat(row(1)).isEqualTo("70 at 2");
        assertThat(held).hasValue(2);
    }

    @Test
    void theFirstWriteMayComeAfterASavepoint() {
        transaction.executeWithoutResult(outer -> {
            inner(TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult(nested -> {
                set(1, 60);
                nested.setRollbackOnly();
            });
            assertThat(held).hasValue(1);
            set(1, 70);
        });
        assertThat(row(1)).isEqualTo("70 at 2");
    }

    @Test
    void aDoomedTransactionIsRolledBackThoughTheWorkGoesOn() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    set(1, 70);
                    doom();
                    assertThatThrownBy(() -> set(1, 60))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("can only be rolled back");
                }))
                .isInstanceOf(CommitFailedException.class)
                .hasCauseInstanceOf(AttemptAbortedException.class);
        assertThat(row(1)).isEqualTo("100 at 1");
        assertThat(held).hasValue(1);
    }

    private void doom() {
        try (TransactionScope scope = source.open()) {
            scope.doom(new AttemptAbortedException("account", 1L, "deadlock", null));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTransactionOnAnotherDataSourceIsNotTakenForOneOfThis() {
        new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()))
                .executeWithoutResult(status -> assertThatThrownBy(() -> set(1, 70))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("not on this data source"));
        assertThat(row(1)).isEqualTo("100 at 1");
    }
}
