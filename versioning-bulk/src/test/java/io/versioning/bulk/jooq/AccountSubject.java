package io.versioning.bulk.jooq;

import io.versioning.Conflict;
import io.versioning.event.ConflictListener;
import io.versioning.jooq.JooqVersioning;
import io.versioning.testkit.BulkRows;
import io.versioning.testkit.BulkSubject;
import io.versioning.testkit.ConnectionTransaction;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.OpenTransaction;
import io.versioning.testkit.fixture.DatabaseKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** Accounts, written through jOOQ, one by one and many at once. */
final class AccountSubject implements BulkSubject<Long, Account> {

    private final SQLDialect dialect;
    private final AccountTable<?> table;
    private final Map<DataSource, JooqBulkVersioning> over = new ConcurrentHashMap<>();

    AccountSubject(DatabaseKind kind, AccountTable<?> table) {
        this.dialect = kind == DatabaseKind.H2 ? SQLDialect.H2 : SQLDialect.POSTGRES;
        this.table = table;
    }

    @Override
    public List<String> schema(DatabaseKind kind) {
        return List.of(Ddl.ACCOUNT.formatted(""));
    }

    @Override
    public Storage storage() {
        return new Storage("\"account\"", List.of("\"id\""), "\"version\"", Integer.MAX_VALUE);
    }

    @Override
    public String entity() {
        return "account";
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
    public Account state(int number) {
        return new Account("owner " + number, number, number % 3 == 0 ? null : "note \"\\ {} " + number);
    }

    @Override
    public Optional<Account> refusedState() {
        return Optional.of(new Account("nobody", -1, null));
    }

    private DSLContext dsl(DataSource dataSource) {
        return DSL.using(dataSource, dialect);
    }

    @Override
    public GuardedRows<Long, Account> owning(DataSource dataSource, ConflictListener listener) {
        return rows(JooqVersioning.over(dsl(dataSource)), listener);
    }

    @Override
    public OpenTransaction<Long, Account> begin(DataSource dataSource, ConflictListener listener) {
        JooqVersioning versioning = JooqVersioning.over(dsl(dataSource));
        return ConnectionTransaction.begin(
                dataSource,
                connection ->
                        rows(versioning.within(DSL.using(connection, dialect).configuration()), listener));
    }

    private GuardedRows<Long, Account> rows(JooqVersioning versioning, ConflictListener listener) {
        return table.single(versioning.withListeners(listener));
    }

    @Override
    public BulkRows<Long, Account> bulk(DataSource dataSource, ConflictListener listener) {
        return table.bulk(bulks(dataSource).withListeners(listener));
    }

    /** As an application would: made once. */
    private JooqBulkVersioning bulks(DataSource dataSource) {
        return over.computeIfAbsent(dataSource, source -> JooqBulkVersioning.over(dsl(source)));
    }

    @Override
    public <T> T inTransaction(DataSource dataSource, Function<BulkRows<Long, Account>, T> work) {
        return dsl(dataSource)
                .transactionResult(transaction -> work.apply(
                        table.bulk(bulks(dataSource).within(transaction).withoutListeners())));
    }

    @Override
    public Optional<Account> currentState(Conflict conflict) {
        return conflict.currentState().map(state -> table.account((Record) state));
    }
}
