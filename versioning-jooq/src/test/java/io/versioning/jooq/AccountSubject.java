package io.versioning.jooq;

import io.versioning.event.ConflictListener;
import io.versioning.testkit.ConnectionTransaction;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.OpenTransaction;
import io.versioning.testkit.Subject;
import io.versioning.testkit.fixture.DatabaseKind;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** Accounts, written through jOOQ. */
final class AccountSubject implements Subject<Long, Account> {

    private final SQLDialect dialect;
    private final Function<JooqVersioning, GuardedRows<Long, Account>> rows;
    private final boolean jooqTransactions;
    private final Map<DataSource, JooqVersioning> over = new ConcurrentHashMap<>();

    /** Rows made by a function, in transactions of jOOQ's or on connections of the caller's. */
    AccountSubject(
            DatabaseKind kind, Function<JooqVersioning, GuardedRows<Long, Account>> rows, boolean jooqTransactions) {
        this.dialect = kind == DatabaseKind.H2 ? SQLDialect.H2 : SQLDialect.POSTGRES;
        this.rows = rows;
        this.jooqTransactions = jooqTransactions;
    }

    @Override
    public List<String> schema(DatabaseKind kind) {
        return List.of("""
                create table "account" (
                  "id" bigint primary key,
                  "owner" varchar(60) not null,
                  "balance" integer not null check ("balance" >= 0),
                  "note" varchar(60),
                  "updated_at" timestamp with time zone,
                  "updated_by" varchar(60),
                  "version" integer default 1 not null
                )""");
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
        return new Account("owner " + number, number, number % 3 == 0 ? null : "note " + number);
    }

    @Override
    public Optional<Account> refusedState() {
        return Optional.of(new Account("nobody", -1, null));
    }

    @Override
    public GuardedRows<Long, Account> owning(DataSource dataSource, ConflictListener listener) {
        return rows.apply(over(dataSource).withListeners(listener));
    }

    @Override
    public OpenTransaction<Long, Account> begin(DataSource dataSource, ConflictListener listener) {
        if (jooqTransactions) {
            return JooqTransaction.begin(over(dataSource).withListeners(listener), rows);
        }
        JooqVersioning versioning = over(dataSource);
        return ConnectionTransaction.begin(
                dataSource,
                connection -> rows.apply(within(versioning, connection).withListeners(listener)));
    }

    private JooqVersioning within(JooqVersioning versioning, Connection connection) {
        return versioning.within(DSL.using(connection, dialect).configuration());
    }

    /** As an application would: made once. */
    private JooqVersioning over(DataSource dataSource) {
        return over.computeIfAbsent(dataSource, source -> JooqVersioning.over(DSL.using(source, dialect)));
    }
}
