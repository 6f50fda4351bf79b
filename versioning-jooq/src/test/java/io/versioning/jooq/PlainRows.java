package io.versioning.jooq;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.versioning.ConflictException;
import io.versioning.Versioned;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.Seen;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Accounts, read and written without generated code: by names alone. */
record PlainRows(JooqVersioning versioning) implements GuardedRows<Long, Account> {

    private static final Field<Long> ID = field(name("id"), Long.class);
    private static final Field<String> OWNER = field(name("owner"), String.class);
    private static final Field<Integer> BALANCE = field(name("balance"), Integer.class);
    private static final Field<String> NOTE = field(name("note"), String.class);
    private static final Field<Integer> VERSION = field(name("version"), Integer.class);

    /** A bean as an application would have it. */
    static final class Bean implements Versioned {
        private final Long id;
        private long version;

        Bean(Long id, long version) {
            this.id = id;
            this.version = version;
        }

        @Override
        public long version() {
            return version;
        }

        void setVersion(long version) {
            this.version = version;
        }
    }

    private GuardedRecords<Record> accounts() {
        return versioning.table(table(name("account")), ID).versionField(VERSION);
    }

    private static Map<Field<?>, @Nullable Object> fields(Account account) {
        Map<Field<?>, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(OWNER, account.owner());
        fields.put(BALANCE, account.balance());
        fields.put(NOTE, account.note());
        return fields;
    }

    private static Account account(Record record) {
        return new Account(record.get(OWNER), record.get(BALANCE), record.get(NOTE));
    }

    @Override
    public long insert(Long id, Account state) {
        return accounts()
                .version(accounts().insert().set(ID, id).setAll(fields(state)).apply());
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
                .set(VERSION, (int) carried)
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
        return new Bean(id, accounts().version(accounts().read(id).orElseThrow()));
    }

    @Override
    public void save(Versioned loaded, Account state) {
        Bean bean = (Bean) loaded;
        accounts()
                .update(bean.id)
                .expecting(bean)
                .setAll(fields(state))
                .advancing(bean::setVersion)
                .apply();
    }

    @Override
    public Optional<Account> currentState(ConflictException conflict) {
        return conflict.currentState(Record.class).map(PlainRows::account);
    }
}
