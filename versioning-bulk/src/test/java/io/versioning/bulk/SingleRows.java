package io.versioning.bulk;

import io.versioning.ConflictException;
import io.versioning.Versioned;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.Row;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.Seen;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts in a {@link GuardedTable}: what a bulk is measured by. Its own contract runs in versioning-testkit. */
record SingleRows(GuardedTable table) implements GuardedRows<Object, Account> {

    @Override
    public long insert(Object id, Account state) {
        return table.insert(id).setAll(state.columns()).apply().version();
    }

    @Override
    public Optional<Seen<Account>> read(Object id) {
        return table.read(id).map(row -> new Seen<>(Account.of(row), row.version()));
    }

    @Override
    public long update(Object id, @Nullable Number expected, Account state) {
        return table.update(id).expecting(expected).setAll(state.columns()).apply();
    }

    @Override
    public void delete(Object id, @Nullable Number expected) {
        table.delete(id).expecting(expected).apply();
    }

    @Override
    public long touch(Object id, @Nullable Number expected) {
        return table.touch(id).expecting(expected).apply();
    }

    @Override
    public long updateCarrying(Object id, long expected, Account state, long carried) {
        throw notOfBulks();
    }

    @Override
    public Versioned load(Object id) {
        throw notOfBulks();
    }

    @Override
    public void save(Versioned loaded, Account state) {
        throw notOfBulks();
    }

    @Override
    public Optional<Account> currentState(ConflictException conflict) {
        return conflict.currentState(Row.class).map(Account::of);
    }

    private static UnsupportedOperationException notOfBulks() {
        return new UnsupportedOperationException("the contract of bulks does not ask for this");
    }
}
