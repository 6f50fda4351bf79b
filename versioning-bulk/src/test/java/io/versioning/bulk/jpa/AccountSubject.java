package io.versioning.bulk.jpa;

import io.versioning.Conflict;
import io.versioning.Outcome;
import io.versioning.event.ConflictListener;
import io.versioning.jpa.JpaVersioning;
import io.versioning.testkit.BulkRows;
import io.versioning.testkit.BulkSubject;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.OpenTransaction;
import io.versioning.testkit.fixture.DatabaseKind;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/** Accounts as entities, written one by one and many at once. */
final class AccountSubject implements BulkSubject<Long, Account.State> {

    private final Route route = new Route();
    private EntityManagerFactory unit;

    @Override
    public List<String> schema(DatabaseKind kind) {
        return List.of("""
                create table account (
                  id bigint primary key,
                  owner varchar(60) not null,
                  balance integer not null constraint positive check (balance >= 0),
                  note varchar(60),
                  version integer default 1 not null
                )""");
    }

    @Override
    public Storage storage() {
        return new Storage("account", List.of("id"), "version", Integer.MAX_VALUE);
    }

    @Override
    public String entity() {
        return "Account";
    }

    @Override
    public Long id(int number) {
        return (long) number;
    }

    @Override
    public List<Object> key(Long id) {
        return List.of(id);
    }

    @Override
    public Account.State state(int number) {
        return new Account.State("owner " + number, number, number % 3 == 0 ? null : "note \"\\ {} " + number);
    }

    @Override
    public Optional<Account.State> refusedState() {
        return Optional.of(new Account.State("nobody", -1, null));
    }

    @Override
    public GuardedRows<Long, Account.State> owning(DataSource dataSource, ConflictListener listener) {
        return new SingleAccounts(JpaVersioning.over(unit(dataSource)).withListeners(listener), route, dataSource);
    }

    @Override
    public OpenTransaction<Long, Account.State> begin(DataSource dataSource, ConflictListener listener) {
        throw new UnsupportedOperationException("the contract of bulks does not ask for this");
    }

    @Override
    public BulkRows<Long, Account.State> bulk(DataSource dataSource, ConflictListener listener) {
        EntityManagerFactory factory = unit(dataSource);
        BulkEntities<Account> accounts =
                JpaBulkVersioning.over(factory).withListeners(listener).entities(Account.class);
        return new BulkRows<>() {
            @Override
            public List<Outcome> apply(List<Change<Long, Account.State>> changes, Way way) {
                return route.through(dataSource, () -> new BulkAccounts(accounts).apply(changes, way));
            }
        };
    }

    @Override
    public <T> T inTransaction(DataSource dataSource, Function<BulkRows<Long, Account.State>, T> work) {
        EntityManagerFactory factory = unit(dataSource);
        return route.through(dataSource, () -> {
            EntityManager em = factory.createEntityManager();
            try {
                em.getTransaction().begin();
                T answer = work.apply(new BulkAccounts(
                        JpaBulkVersioning.over(em).withoutListeners().entities(Account.class)));
                em.getTransaction().commit();
                return answer;
            } finally {
                if (em.getTransaction().isActive()) {
                    em.getTransaction().rollback();
                }
                em.close();
            }
        });
    }

    @Override
    public Optional<Account.State> currentState(Conflict conflict) {
        return conflict.currentState(Account.class).map(Account::state);
    }

    private synchronized EntityManagerFactory unit(DataSource dataSource) {
        if (unit == null) {
            unit = route.through(dataSource, () -> Units.of(route, Map.of(), List.of(Account.class)));
        }
        return unit;
    }
}
