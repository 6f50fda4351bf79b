package io.versioning.bulk;

import io.versioning.CompositeId;
import io.versioning.Conflict;
import io.versioning.event.ConflictListener;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.testkit.BulkRows;
import io.versioning.testkit.BulkSubject;
import io.versioning.testkit.ConnectionTransaction;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.OpenTransaction;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.transaction.TransactionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Accounts, written through the plain-JDBC APIs, one by one and many at once.
 *
 * @param keys the kind of ids
 * @param versionType the type of the version column
 * @param largestVersion what it holds
 * @param portable whether many are written in the way that any database takes
 */
record AccountSubject(Keys keys, String versionType, long largestVersion, boolean portable)
        implements BulkSubject<Object, Account> {

    AccountSubject(Keys keys, String versionType, long largestVersion) {
        this(keys, versionType, largestVersion, false);
    }

    AccountSubject portably() {
        return new AccountSubject(keys, versionType, largestVersion, true);
    }

    @Override
    public List<String> schema(DatabaseKind kind) {
        return List.of("""
                create table account (
                  %s,
                  owner varchar(60) not null,
                  balance integer not null constraint positive check (balance >= 0),
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
        return new Account("owner " + number, number, number % 3 == 0 ? null : "note \"\\ {} " + number);
    }

    @Override
    public Optional<Account> refusedState() {
        return Optional.of(new Account("nobody", -1, null));
    }

    @Override
    public GuardedRows<Object, Account> owning(DataSource dataSource, ConflictListener listener) {
        return rows(JdbcVersioning.over(dataSource), listener);
    }

    @Override
    public OpenTransaction<Object, Account> begin(DataSource dataSource, ConflictListener listener) {
        JdbcVersioning versioning = JdbcVersioning.over(dataSource);
        return ConnectionTransaction.begin(dataSource, connection -> rows(versioning.within(connection), listener));
    }

    private GuardedRows<Object, Account> rows(JdbcVersioning versioning, ConflictListener listener) {
        return new SingleRows(versioning
                .withListeners(listener)
                .table("account", keys.columns().toArray(String[]::new)));
    }

    @Override
    public BulkRows<Object, Account> bulk(DataSource dataSource, ConflictListener listener) {
        return bulk(BulkVersioning.over(dataSource).withListeners(listener));
    }

    private BulkRows<Object, Account> bulk(BulkVersioning versioning) {
        BulkTable table = versioning.table("account", keys.columns().toArray(String[]::new));
        return new BulkAccounts(portable ? table.portably() : table);
    }

    @Override
    public <T> T inTransaction(DataSource dataSource, Function<BulkRows<Object, Account>, T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            T answer = work.apply(bulk(
                    BulkVersioning.over(TransactionSource.joining(connection)).withoutListeners()));
            connection.commit();
            connection.setAutoCommit(true);
            return answer;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<Account> currentState(Conflict conflict) {
        return conflict.currentState().map(state -> {
            Map<?, ?> columns = (Map<?, ?>) state;
            return new Account(
                    (String) columns.get("owner"), (Integer) columns.get("balance"), (String) columns.get("note"));
        });
    }
}
