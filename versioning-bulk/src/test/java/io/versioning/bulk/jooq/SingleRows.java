package io.versioning.bulk.jooq;

import io.versioning.ConflictException;
import io.versioning.Versioned;
import io.versioning.jooq.GuardedRecords;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.Seen;
import java.util.Optional;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Accounts in {@link GuardedRecords}: what a bulk is measured by. Its own contract runs in versioning-jooq. */
record SingleRows<R extends Record>(AccountTable<R> accounts, GuardedRecords<R> table)
        implements GuardedRows<Long, Account> {

    @Override
    public long insert(Long id, Account state) {
        return table.version(table.insert()
                .set(accounts.id(), id)
                .setAll(accounts.fields(state))
                .apply());
    }

    @Override
    public Optional<Seen<Account>> read(Long id) {
        return table.read(id).map(record -> new Seen<>(accounts.account(record), table.version(record)));
    }

    @Override
    public long update(Long id, @Nullable Number expected, Account state) {
        return table.update(id)
                .expecting(expected)
                .setAll(accounts.fields(state))
                .apply();
    }

    @Override
    public void delete(Long id, @Nullable Number expected) {
        table.delete(id).expecting(expected).apply();
    }

    @Override
    public long touch(Long id, @Nullable Number expected) {
        return table.touch(id).expecting(expected).apply();
    }

    @Override
    public long updateCarrying(Long id, long expected, Account state, long carried) {
        throw notOfBulks();
    }

    @Override
    public Versioned load(Long id) {
        throw notOfBulks();
    }

    @Override
    public void save(Versioned loaded, Account state) {
        throw notOfBulks();
    }

    @Override
    public Optional<Account> currentState(ConflictException conflict) {
        return conflict.currentState(Record.class).map(accounts::account);
    }

    private static UnsupportedOperationException notOfBulks() {
        return new UnsupportedOperationException("the contract of bulks does not ask for this");
    }
}
