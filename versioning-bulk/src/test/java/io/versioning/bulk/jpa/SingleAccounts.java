package io.versioning.bulk.jpa;

import io.versioning.ConflictException;
import io.versioning.Versioned;
import io.versioning.jpa.JpaVersioning;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.Seen;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Accounts, written one by one: the measure of a bulk. */
record SingleAccounts(JpaVersioning versioning, Route route, DataSource source)
        implements GuardedRows<Long, Account.State> {

    private <T> T routed(Supplier<T> work) {
        return route.through(source, work);
    }

    @Override
    public long insert(Long id, Account.State state) {
        Account account = new Account();
        account.id = id;
        account.change(state);
        return routed(() -> versioning.version(versioning.insert(account)));
    }

    @Override
    public Optional<Seen<Account.State>> read(Long id) {
        return routed(() -> versioning.read(Account.class, id))
                .map(account -> new Seen<>(account.state(), account.version));
    }

    @Override
    public long update(Long id, @Nullable Number expected, Account.State state) {
        return routed(() -> versioning
                .update(Account.class, id)
                .expecting(expected)
                .withCurrentState()
                .apply(account -> account.change(state))
                .version);
    }

    @Override
    public void delete(Long id, @Nullable Number expected) {
        boolean unused = routed(() -> {
            versioning.delete(Account.class, id).expecting(expected).apply();
            return true;
        });
    }

    @Override
    public long touch(Long id, @Nullable Number expected) {
        return routed(
                () -> versioning.touch(Account.class, id).expecting(expected).apply().version);
    }

    @Override
    public long updateCarrying(Long id, long expected, Account.State state, long carried) {
        throw notOfBulks();
    }

    @Override
    public Versioned load(Long id) {
        throw notOfBulks();
    }

    @Override
    public void save(Versioned loaded, Account.State state) {
        throw notOfBulks();
    }

    @Override
    public Optional<Account.State> currentState(ConflictException conflict) {
        return conflict.currentState(Account.class).map(Account::state);
    }

    private static UnsupportedOperationException notOfBulks() {
        return new UnsupportedOperationException("the contract of bulks does not ask for this");
    }
}
