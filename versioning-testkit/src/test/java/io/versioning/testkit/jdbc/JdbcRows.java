package io.versioning.testkit.jdbc;

import io.versioning.ConflictException;
import io.versioning.Versioned;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.Row;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.Seen;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts in a {@link GuardedTable}. */
record JdbcRows(GuardedTable table) implements GuardedRows<Object, Account> {

    /** A bean as an application would have it. */
    static final class Bean implements Versioned {
        private final Object id;
        private long version;

        Bean(Object id, long version) {
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

    @Override
    public long insert(Object id, Account state) {
        return table.insert(id).setAll(columns(state)).apply().version();
    }

    @Override
    public Optional<Seen<Account>> read(Object id) {
        return table.read(id).map(row -> new Seen<>(account(row), row.version()));
    }

    @Override
    public long update(Object id, @Nullable Number expected, Account state) {
        return table.update(id)
                .expecting(expected)
                .setAll(columns(state))
                .withCurrentState()
                .apply();
    }

    @Override
    public long updateCarrying(Object id, long expected, Account state, long carried) {
        return table.update(id)
                .expecting(expected)
                .setAll(columns(state))
                .set("version", carried)
                .apply();
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
    public Versioned load(Object id) {
        return new Bean(id, table.read(id).orElseThrow().version());
    }

    @Override
    public void save(Versioned loaded, Account state) {
        Bean bean = (Bean) loaded;
        table.update(bean.id)
                .expecting(bean)
                .setAll(columns(state))
                .advancing(bean::setVersion)
                .apply();
    }

    @Override
    public Optional<Account> currentState(ConflictException conflict) {
        return conflict.currentState(Row.class).map(JdbcRows::account);
    }

    private static Map<String, @Nullable Object> columns(Account account) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("owner", account.owner());
        columns.put("balance", account.balance());
        columns.put("note", account.note());
        return columns;
    }

    private static Account account(Row row) {
        return new Account(row.get("owner", String.class), row.get("balance", Integer.class), (String) row.get("note"));
    }
}
