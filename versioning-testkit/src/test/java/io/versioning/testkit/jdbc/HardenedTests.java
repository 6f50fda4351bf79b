package io.versioning.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.ConflictException;
import io.versioning.RetryPolicy;
import io.versioning.TableUnsuitableException;
import io.versioning.VersionOverflowException;
import io.versioning.VersionRequiredException;
import io.versioning.VersioningException;
import io.versioning.event.ConflictEvent;
import io.versioning.event.ConflictListener;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.Retrying;
import io.versioning.jdbc.Row;
import io.versioning.jdbc.TableSpec;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.RunsOn;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Listeners that fail, messages that might say too much, columns that can't be set, retries that would overwrite. */
class HardenedTests {

    @Nested
    @RunsOn(DatabaseKind.H2)
    class H2 extends Cases {
        H2() {
            super(DatabaseKind.H2);
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class Postgres extends Cases {
        Postgres() {
            super(DatabaseKind.POSTGRES);
        }
    }

    abstract static class Cases extends OnDatabase {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @BeforeEach
        void insertRows() {
            accounts.insert(1).set("balance", 5).apply();
            accounts.insert(2).set("balance", 5).apply();
        }

        private GuardedTable table(String name) {
            return JdbcVersioning.over(database.dataSource()).withoutListeners().table(name, "id");
        }

        private GuardedTable telling(ConflictListener... listeners) {
            return JdbcVersioning.over(database.dataSource())
                    .withoutListeners()
                    .withListeners(listeners)
                    .table("account", "id");
        }

        private static ConflictListener listener(Consumer<ConflictEvent> onConflict) {
            return new ConflictListener() {
                @Override
                public void onConflict(ConflictEvent event) {
                    onConflict.accept(event);
                }
            };
        }

        private GuardedTable line() {
            database.execute("""
                    create table line (
                      id integer primary key,
                      quantity integer,
                      price integer,
                      total integer generated always as (quantity * price) %s,
                      version integer not null
                    )""".formatted(isPostgres() ? "stored" : ""));
            GuardedTable line = table("line");
            line.insert(1).set("quantity", 2).set("price", 3).apply();
            return line;
        }

        private static Retrying threeTimes(GuardedTable table) {
            return table.retrying(RetryPolicy.attempts(3).pausing(Duration.ZERO, Duration.ZERO));
        }

        @Test
        void listenerMayWriteThroughAPoolOfOne() {
            try (LendingPool pool = database.pooled(1)) {
                JdbcVersioning silent = JdbcVersioning.over(pool).withoutListeners();
                GuardedTable audit = silent.table("account", "id");
                GuardedTable table = silent.withListeners(listener(event ->
                                audit.insert(99).set("owner", "conflict").apply()))
                        .table("account", "id");
                assertThatThrownBy(() -> table.touch(1).expecting(9).apply())
                        .isInstanceOf(ConflictException.class)
                        .satisfies(thrown -> assertThat(thrown.getSuppressed()).isEmpty());
                pool.requireClean();
            }
            assertThat(accounts.read(99)).isPresent();
        }

        @Test
        void errorOfAListenerHidesNeitherTheConflictNorOtherListeners() {
            AtomicInteger told = new AtomicInteger();
            NoClassDefFoundError error = new NoClassDefFoundError("com/example/Metrics");
            GuardedTable table = telling(
                    listener(event -> {
                        throw error;
                    }),
                    listener(event -> told.incrementAndGet()));
            assertThatThrownBy(() -> table.touch(1).expecting(9).apply())
                    .isInstanceOf(ConflictException.class)
                    .satisfies(thrown -> assertThat(thrown.getSuppressed()).containsExactly(error));
            assertThat(told).hasValue(1);
        }

        @Test
        void listenersAreAdded() {
            AtomicInteger told = new AtomicInteger();
            GuardedTable table = JdbcVersioning.over(database.dataSource())
                    .withoutListeners()
                    .withListeners(listener(event -> told.addAndGet(1)))
                    .withListeners()
                    .withListeners(listener(event -> told.addAndGet(10)))
                    .table("account", "id");
            assertThatThrownBy(() -> table.touch(1).expecting(9).apply()).isInstanceOf(ConflictException.class);
            assertThat(told).hasValue(11);
        }

        @Test
        void withoutListenersNobodyIsTold() {
            AtomicInteger told = new AtomicInteger();
            GuardedTable table = JdbcVersioning.over(database.dataSource())
                    .withListeners(listener(event -> told.incrementAndGet()))
                    .withoutListeners()
                    .table("account", "id");
            assertThatThrownBy(() -> table.touch(1).expecting(9).apply()).isInstanceOf(ConflictException.class);
            assertThat(told).hasValue(0);
        }

        @Test
        void fieldsOfARowAreWhatAnUpdateMaySet() {
            GuardedTable line = line();
            Row row = line.read(1).orElseThrow();
            assertThat(row.fields()).containsOnlyKeys("quantity", "price");
            assertThat(row.get("total")).isEqualTo(6);
            line.update(1).expecting(row).setAll(row.fields()).apply();
            assertThat(line.read(1).orElseThrow().version()).isEqualTo(row.version() + 1);
        }

        @Test
        void generatedColumnIsNotSet() {
            GuardedTable line = line();
            assertThatThrownBy(() -> line.update(1).expecting(1).set("total", 7).apply())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("total");
            assertThatThrownBy(() -> line.insert(2).set("total", 7).apply())
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(line.read(1).orElseThrow().version()).isEqualTo(1);
        }

        @Test
        void widenedVersionColumnIsNoticedAfterAnOverflow() {
            database.execute(
                    "create table small (id integer primary key, version smallint not null)",
                    "insert into small values (1, 32767)");
            GuardedTable small = table("small");
            assertThatThrownBy(() -> small.touch(1).expecting(32767).apply())
                    .isInstanceOf(VersionOverflowException.class);
            database.execute(
                    isPostgres()
                            ? "alter table small alter column version type bigint"
                            : "alter table small alter column version bigint not null");
            assertThat(small.touch(1).expecting(32767).apply()).isEqualTo(32768);
        }

        @Test
        void namesInMessagesAreEscaped() {
            database.execute("create table \"a\nINFO forged\" (id integer primary key, version integer not null)");
            GuardedTable odd = table("a\nINFO forged");
            assertThatThrownBy(() -> odd.update(1).expecting(1).set("nope", 1).apply())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("\n");
            assertThatThrownBy(() -> odd.readWhere("id = 'x' and garbage"))
                    .isInstanceOf(VersioningException.class)
                    .hasMessageNotContaining("\n");
            assertThatThrownBy(() -> table("b\nINFO forged").check())
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessageNotContaining("\n");
        }

        @Test
        void numberThatIsNoVersionIsCutAndEscapedInTheMessage() {
            assertThatThrownBy(() -> accounts.touch(1).expecting(new BigInteger("9".repeat(10_000))))
                    .isInstanceOf(VersionRequiredException.class)
                    .satisfies(thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(300));
            assertThatThrownBy(() -> accounts.touch(1).expecting(new Forged()))
                    .isInstanceOf(VersionRequiredException.class)
                    .hasMessageNotContaining("\n");
        }

        /** A number whose text would forge a line of a log. */
        private static final class Forged extends Number {
            private static final long serialVersionUID = 1L;

            @Override
            public int intValue() {
                return -1;
            }

            @Override
            public long longValue() {
                return -1;
            }

            @Override
            public float floatValue() {
                return -1;
            }

            @Override
            public double doubleValue() {
                return -1;
            }

            @Override
            public String toString() {
                return "1\nINFO forged";
            }
        }

        @Test
        void valuesThatAreTooLongAreNotInTheException() {
            assertThatThrownBy(() -> accounts.insert(3)
                            .set("owner", "Secret".repeat(100))
                            .apply())
                    .satisfies(thrown -> assertThat(Printed.everything(thrown)).doesNotContain("Secret"));
            GuardedTable stamped = JdbcVersioning.over(database.dataSource())
                    .withoutListeners()
                    .withActor(() -> Optional.of("Secret".repeat(100)))
                    .table(TableSpec.of("account", "id").stampingActor("updated_by"));
            assertThatThrownBy(() -> stamped.touch(1).expecting(1).apply())
                    .satisfies(thrown -> assertThat(Printed.everything(thrown)).doesNotContain("SecretSecret"));
        }

        @Test
        void argumentOfAReadThatFailsIsNotInTheException() {
            assertThatThrownBy(() -> accounts.readWhere("1 = cast(? as integer)", "Secret"))
                    .isInstanceOf(VersioningException.class)
                    .satisfies(thrown -> assertThat(Printed.everything(thrown)).doesNotContain("Secret"));
        }

        private void requireRefusedTags(Object tags) throws SQLException {
            database.execute(
                    "create table tagged (id integer primary key, tags %s, version integer not null)"
                            .formatted(isPostgres() ? "text[]" : "varchar(20) array"),
                    "insert into tagged values (1, null, 1)");
            GuardedTable tagged = table("tagged");
            assertThatThrownBy(() ->
                            tagged.update(1).expecting(1).set("tags", tags).apply())
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(query("select tags from tagged")).isNull();
        }

        @Test
        void textInAListThatADatabaseWouldGarbleIsRefused() throws SQLException {
            requireRefusedTags(List.of("a\uD800b"));
        }

        @Test
        void textInAnArrayThatADatabaseWouldGarbleIsRefused() throws SQLException {
            requireRefusedTags(new String[] {"a", "\uDC00"});
        }

        @Test
        void retriedUpdateThatExpectsAnotherVersionIsRefused() {
            accounts.touch(1).expecting(1).apply();
            AtomicInteger decisions = new AtomicInteger();
            assertThatThrownBy(() -> threeTimes(accounts).update(1, (row, update) -> {
                        decisions.incrementAndGet();
                        return accounts.update(1).expecting(1).set("balance", 9);
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(decisions).hasValue(1);
            assertThat(accounts.read(1).orElseThrow().get("balance")).isEqualTo(5);
        }

        @Test
        void retriedUpdateOfAnotherRowIsRefused() {
            assertThatThrownBy(() -> threeTimes(accounts)
                            .update(
                                    1,
                                    (row, update) ->
                                            accounts.update(2).expecting(1).set("balance", 9)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(accounts.read(2).orElseThrow().get("balance")).isEqualTo(5);
        }
    }
}
