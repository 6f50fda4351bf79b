package io.versioning.jooq;

import static io.versioning.jooq.generated.Tables.ACCOUNT;

import io.versioning.ConflictException;
import io.versioning.Versioned;
import io.versioning.jooq.generated.tables.records.AccountRecord;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.Seen;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Accounts, read and written through generated tables and records. */
record AccountRows(JooqVersioning versioning) implements GuardedRows<Long, Account> {

    /** A record as an application holds it between reading and saving. */
    record Loaded(AccountRecord record) implements Versioned {
        @Override
        public long version() {
            return record.getVersion();
        }
    }

    private GuardedRecords<AccountRecord> accounts() {
        return versioning.table(ACCOUNT);
    }

    static Map<Field<?>, @Nullable Object> fields(Account account) {
        Map<Field<?>, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(ACCOUNT.OWNER, account.owner());
        fields.put(ACCOUNT.BALANCE, account.balance());
        fields.put(ACCOUNT.NOTE, account.note());
        return fields;
    }

    private static Account account(AccountRecord record) {
        return new Account(record.getOwner(), record.getBalance(), record.getNote());
    }

    @Override
    public long insert(Long id, Account state) {
        return accounts()
                .version(accounts()
                        .insert()
                        .set(ACCOUNT.ID, id)
                        .setAll(fields(state))
                        .apply());
    }

    @Override
    public Optional<Seen<Account>> read(Long id) {
        return accounts()
                .read(id)
                .map(record -> new Seen<>(account(record), accounts().version(record)));
    }

    @Override
    public long update(Long id, @Nullable Number expected, Account state) {
        return accounts()
                .update(id)
                .expecting(expected)
                .setAll(fields(state))
                .withCurrentState()
                .apply();
    }

    @Override
    public long updateCarrying(Long id, long expected, Account state, long carried) {
        return accounts()
                .update(id)
                .expecting(expected)
                .setAll(fields(state))
                .set(ACCOUNT.VERSION, (int) carried)
                .apply();
    }

    @Override
    public void delete(Long id, @Nullable Number expected) {
        accounts().delete(id).expecting(expected).apply();
    }

    @Override
    public long touch(Long id, @Nullable Number expected) {
        return accounts().touch(id).expecting(expected).apply();
    }

    @Override
    public Versioned load(Long id) {
        return new Loaded(accounts().read(id).orElseThrow());
    }

    @Override
    public void save(Versioned loaded, Account state) {
        AccountRecord record = ((Loaded) loaded).record();
        record.setOwner(state.owner());
        record.setBalance(state.balance());
        record.setNote(state.note());
        versioning.store(record);
    }

    @Override
    public Optional<Account> currentState(ConflictException conflict) {
        return conflict.currentState(AccountRecord.class).map(AccountRows::account);
    }
}
