package io.versioning.testkit.jdbc;

import io.versioning.CompositeId;
import io.versioning.event.ConflictListener;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.testkit.ConnectionTransaction;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.OpenTransaction;
import io.versioning.testkit.Subject;
import io.versioning.testkit.ThreadTransaction;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.transaction.LocalTransactions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** Accounts, written through the plain-JDBC API. */
final class AccountSubject implements Subject<Object, Account> {

    private final Keys keys;
    private final String versionType;
    private final long largestVersion;
    private final Joining joining;
    private final Map<DataSource, Entry> entries = new ConcurrentHashMap<>();

    AccountSubject(Keys keys, String versionType, long largestVersion, Joining joining) {
        this.keys = keys;
        this.versionType = versionType;
        this.largestVersion = largestVersion;
        this.joining = joining;
    }

    /** What an application would keep for a data source. */
    private record Entry(LocalTransactions transactions, JdbcVersioning versioning) {
        static Entry over(DataSource dataSource) {
            LocalTransactions transactions = LocalTransactions.over(dataSource);
            return new Entry(transactions, JdbcVersioning.over(transactions));
        }
    }

    /** How a caller's transaction is joined. */
    enum Joining {
        CONNECTION,
        LOCAL_TRANSACTIONS
    }

    @Override
    public List<String> schema(DatabaseKind kind) {
        return List.of("""
                create table account (
                  %s,
                  owner varchar(60) not null,
                  balance integer not null check (balance >= 0),
                  note varchar(60),
                  version %s default 1 not null
                )""".formatted(keys.definition(), versionType));
    }

    @Override
    public Storage storage() {
        return new Storage("account", keys.columns(), "version", largestVersion);
    }

    @Override
    public String entity() {
        return "account";
    }

    @Override
    public Object id(int number) {
        return keys.id(number);
    }

    @Override
    public List<Object> key(Object id) {
        return id instanceof CompositeId composite ? composite.parts() : List.of(id);
    }

    @Override
    public Account state(int number) {
        return new Account("owner " + number, number, number % 3 == 0 ? null : "note " + number);
    }

    @Override
    public Optional<Account> refusedState() {
        return Optional.of(new Account("nobody", -1, null));
    }

    @Override
    public GuardedRows<Object, Account> owning(DataSource dataSource, ConflictListener listener) {
        return new JdbcRows(table(entry(dataSource).versioning(), listener));
    }

    @Override
    public OpenTransaction<Object, Account> begin(DataSource dataSource, ConflictListener listener) {
        Entry entry = entry(dataSource);
        return joining == Joining.CONNECTION
                ? ConnectionTransaction.begin(
                        dataSource,
                        connection -> new JdbcRows(table(entry.versioning().within(connection), listener)))
                : inAThread(entry, listener);
    }

    private OpenTransaction<Object, Account> inAThread(Entry entry, ConflictListener listener) {
        JdbcRows rows = new JdbcRows(table(entry.versioning(), listener));
        return ThreadTransaction.begin(block -> entry.transactions().run(connection -> block.accept(rows)));
    }

    private Entry entry(DataSource dataSource) {
        return entries.computeIfAbsent(dataSource, Entry::over);
    }

    private GuardedTable table(JdbcVersioning versioning, ConflictListener listener) {
        return versioning
                .withListeners(listener)
                .table("account", keys.columns().toArray(String[]::new));
    }
}
