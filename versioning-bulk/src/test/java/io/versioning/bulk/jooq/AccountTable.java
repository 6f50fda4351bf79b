package io.versioning.bulk.jooq;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.versioning.bulk.jooq.generated.Tables;
import io.versioning.bulk.jooq.generated.tables.records.AccountRecord;
import io.versioning.jooq.JooqVersioning;
import io.versioning.testkit.BulkRows;
import io.versioning.testkit.GuardedRows;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The table of accounts, as an application names it.
 *
 * @param table the table
 * @param id its key
 * @param owner a field
 * @param balance a field
 * @param note a field
 * @param <R> the type of the records
 */
record AccountTable<R extends Record>(
        Table<R> table, Field<Long> id, Field<String> owner, Field<Integer> balance, Field<String> note) {

    static final AccountTable<AccountRecord> GENERATED = new AccountTable<>(
            Tables.ACCOUNT, Tables.ACCOUNT.ID, Tables.ACCOUNT.OWNER, Tables.ACCOUNT.BALANCE, Tables.ACCOUNT.NOTE);

    static final AccountTable<Record> PLAIN = new AccountTable<>(
            DSL.table(name("account")),
            field(name("account", "id"), Long.class),
            field(name("account", "owner"), String.class),
            field(name("account", "balance"), Integer.class),
            field(name("account", "note"), String.class));

    GuardedRows<Long, Account> single(JooqVersioning versioning) {
        return new SingleRows<>(this, versioning.table(table, id));
    }

    BulkRows<Long, Account> bulk(JooqBulkVersioning versioning) {
        return new BulkAccounts<>(this, versioning.table(table, id));
    }

    Map<Field<?>, @Nullable Object> fields(Account account) {
        Map<Field<?>, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(owner, account.owner());
        fields.put(balance, account.balance());
        fields.put(note, account.note());
        return fields;
    }

    Account account(Record record) {
        return new Account(
                Objects.requireNonNull(record.get("owner", String.class)),
                Objects.requireNonNull(record.get("balance", Integer.class)),
                record.get("note", String.class));
    }
}
