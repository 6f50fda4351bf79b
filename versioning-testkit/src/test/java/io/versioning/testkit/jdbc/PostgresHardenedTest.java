package io.versioning.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.versioning.AttemptAbortedException;
import io.versioning.CompositeId;
import io.versioning.ConflictException;
import io.versioning.OutcomeUnknownException;
import io.versioning.Refusal;
import io.versioning.TableUnsuitableException;
import io.versioning.WriteRefusedException;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.Row;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.Step;
import io.versioning.transaction.TransactionSource;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Partitions, collations, policies, time-outs and types of PostgreSQL's. */
@RunsOn(DatabaseKind.POSTGRES)
class PostgresHardenedTest extends OnDatabase {

    PostgresHardenedTest() {
        super(DatabaseKind.POSTGRES);
    }

    @BeforeEach
    void insertRows() {
        accounts.insert(1).set("balance", 5).apply();
        accounts.insert(2).set("balance", 5).apply();
    }

    private GuardedTable table(String name, String... ids) {
        return JdbcVersioning.over(database.dataSource()).withoutListeners().table(name, ids);
    }

    @Test
    void rowThatMovesToAnotherPartitionDuringTheWriteIsAConflict() throws Exception {
        database.execute(
                "create table measured (id bigint, region integer, version integer not null, primary key (id, region))"
                        + " partition by list (region)",
                "create table measured_1 partition of measured for values in (1)",
                "create table measured_2 partition of measured for values in (2)",
                "insert into measured values (1, 1, 1)");
        GuardedTable measured = table("measured", "id", "region");
        try (Connection mover = transaction();
                Statement statement = mover.createStatement()) {
            statement.execute("update measured set region = 2, version = version + 1 where id = 1");
            Step<Long> waiting = Step.start(
                            database,
                            () -> measured.touch(CompositeId.of(1, 1))
                                    .expecting(1)
                                    .apply())
                    .awaitBlocked();
            mover.commit();
            assertThat(waiting.result().failure()).containsInstanceOf(ConflictException.class);
        }
    }

    @Test
    void uniqueIndexUnderAnotherCollationIsNoKey() throws SQLException {
        database.execute(
                "create collation loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "create table doc (id text collate loose not null, note text, version integer not null)",
                "create unique index on doc (id collate \"C\")",
                "insert into doc values ('a', 'x', 1), ('A', 'x', 1)");
        GuardedTable doc = table("doc", "id");
        assertThatThrownBy(() -> doc.update("a").expecting(1).set("note", "new").apply())
                .isInstanceOf(TableUnsuitableException.class)
                .hasMessageContaining("no primary key and no unique key");
        assertThat(query("select count(*) from doc where note = 'new'")).isEqualTo("0");
    }

    @Test
    void rowThatAPolicyShowsAndDoesNotLetBeWrittenIsHeldBack() throws SQLException {
        String role = "reader_" + Integer.toHexString(database.hashCode());
        database.execute(
                "create role " + role,
                "grant all on account to " + role,
                "grant usage on schema %s to %s".formatted(query("select current_schema"), role),
                "alter table account enable row level security",
                "create policy seen on account for select using (true)",
                "create policy written on account for update using (id = 1)");
        try (Connection connection = transaction();
                Statement statement = connection.createStatement()) {
            statement.execute("set local role " + role);
            GuardedTable joining = accounts.within(connection);
            assertThat(joining.touch(1).expecting(1).apply()).isEqualTo(2);
            assertThatThrownBy(() -> joining.touch(2).expecting(1).apply())
                    .isInstanceOfSatisfying(
                            WriteRefusedException.class,
                            thrown -> assertThat(thrown.refusal().code()).isEqualTo(Refusal.HELD_BACK));
            connection.rollback();
        }
        database.execute("drop owned by " + role, "drop role " + role);
    }

    /** There is one since PostgreSQL 17. */
    private void assumeTransactionTimeout() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            assumeThat(connection.getMetaData().getDatabaseMajorVersion()).isGreaterThanOrEqualTo(17);
        }
    }

    @Test
    void transactionTimeoutAbortsTheAttempt() throws SQLException {
        assumeTransactionTimeout();
        try (Connection holder = transaction();
                Connection waiting = transaction();
                Statement statement = waiting.createStatement()) {
            accounts.within(holder).touch(1).expecting(1).apply();
            statement.execute("set local transaction_timeout = 50");
            assertThatThrownBy(
                            () -> accounts.within(waiting).touch(1).expecting(1).apply())
                    .isInstanceOf(AttemptAbortedException.class);
            holder.rollback();
        }
    }

    @Test
    void transactionTimeoutLeavesAnAutocommitWriteUnknown() throws SQLException {
        assumeTransactionTimeout();
        Connection limited = database.dataSource().getConnection();
        try (Statement statement = limited.createStatement()) {
            statement.execute("set transaction_timeout = 50");
        }
        GuardedTable table = JdbcVersioning.over((TransactionSource) () -> new OwnedScope(limited))
                .withoutListeners()
                .table("account", "id");
        try (Connection holder = transaction()) {
            accounts.within(holder).touch(1).expecting(1).apply();
            assertThatThrownBy(() -> table.touch(1).expecting(1).apply()).isInstanceOf(OutcomeUnknownException.class);
            holder.rollback();
        }
        assertThat(query("select version from account where id = 1")).isEqualTo("1");
    }

    @Test
    void idThatIsTooLongForTheIndexIsRefused() {
        database.execute("create table doc (id text primary key, version integer not null)");
        String id = new Random(1)
                .ints(10_000, 0x4e00, 0x9000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThatThrownBy(() -> table("doc", "id").insert(id).apply())
                .isInstanceOfSatisfying(
                        WriteRefusedException.class,
                        thrown -> assertThat(thrown.refusal()).isEqualTo(Refusal.data("54000")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            numeric     | 'NaN'
            numeric     | 'Infinity'
            float8      | 'NaN'
            date        | 'infinity'
            date        | '0044-03-15 BC'
            timestamp   | '-infinity'
            timestamptz | 'infinity'
            timestamptz | '0001-01-01 00:00+00 BC'
            timestamptz | '2024-01-01 00:00:00.123456+05:30'
            time        | '24:00'
            timetz      | '10:00+15:59'
            interval    | '1 day'
            xml         | '<a/>'
            int4range   | '[1,5)'
            oid         | 5
            "char"      | 'x'
            name        | 'n'
            inet        | '10.0.0.1'
            point       | '(1,2)'
            tsvector    | 'a b'
            int[]       | '{1}'
            int2[]      | '{1}'
            bool[]      | '{t,f}'
            text[]      | '{}'
            date[]      | '{2024-01-01}'
            uuid[]      | array[gen_random_uuid()]
            jsonb[]     | array['{}'::jsonb]
            timestamptz[] | '{2024-01-01 00:00+00}'
            """)
    void valueThatWasReadIsWrittenBackAsItWas(String type, String value) throws SQLException, IOException {
        database.execute(
                "create table typed (id integer primary key, v %s, version integer not null)".formatted(type),
                "insert into typed values (1, %s, 1)".formatted(value));
        String before = query("select v::text from typed");
        GuardedTable typed = table("typed", "id");
        Row row = typed.read(1).orElseThrow();
        try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            out.writeObject(row);
        }
        typed.update(1).expecting(row).setAll(row.fields()).apply();
        assertThat(query("select v::text from typed")).isEqualTo(before);
    }
}
