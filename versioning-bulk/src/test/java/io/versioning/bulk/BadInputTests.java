package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.versioning.CompositeId;
import io.versioning.DatabaseException;
import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Refused;
import io.versioning.TableUnsuitableException;
import io.versioning.VersionRequiredException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A bulk that can't be written as it was given is refused before anything is, naming the row and what is wrong. */
class BadInputTests {

    private static final String SECRET = "Geheimnis";

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

        @Test
        void valueOfAnotherTypeNamesRowAndColumn() {
            requireRefused(bulk.update(2L).expecting(1).set("balance", LocalDate.EPOCH), "row 1", "column balance");
            requireRefused(bulk.update(2L).expecting(1).set("balance", SECRET), "row 1", "column balance");
            requireRefused(bulk.update(2L).expecting(1).set("balance", 1.5), "row 1", "column balance");
            requireRefused(bulk.update(2L).expecting(1).set("owner", 7), "row 1", "column owner");
        }
    }

    abstract static class Cases extends OnDatabase {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        /** Puts a row that is no good behind a good one. */
        final void requireRefused(RowChange bad, String... words) {
            Throwable refused = catchThrowable(() -> bulk.apply(List.of(balance(1, 9), bad)));
            assertThat(refused)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(words)
                    .hasMessageNotContaining(SECRET);
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void rowThatCannotBeWrittenNamesItsPositionAndNothingIsWritten() {
            requireRefused(bulk.update(2L).expecting(1), "row 1", "nothing is set");
            requireRefused(bulk.update(2L).expecting(1).set("nowhere", SECRET), "row 1", "nowhere");
            requireRefused(bulk.update(2L).expecting(1).set("version", 7), "row 1", "version");
            requireRefused(bulk.update(2L).expecting(1).set("ID", 7), "row 1", "ID");
            requireRefused(bulk.update(2L).expecting(1).set("owner", "a").set("OWNER", "b"), "row 1", "set twice");
            requireRefused(bulk.update(SECRET).expecting(1).set("owner", "a"), "row 1", "id");
            requireRefused(bulk.update(2.5).expecting(1).set("owner", "a"), "row 1", "id");
            requireRefused(bulk.update(CompositeId.of(1, 2)).expecting(1).set("owner", "a"), "row 1", "2 parts");
            requireRefused(bulk.touch(2L).expecting(Integer.MAX_VALUE + 1L), "row 1", "larger");
            requireRefused(bulk.update(2L).expecting(1).set("owner", SECRET + "\uD800"), "row 1", "owner");
            requireRefused(bulk.update(2L).expecting(1).set("owner", SECRET + "\0"), "row 1", "owner");
        }

        @Test
        void rowOfAnotherTableOrNoneIsRefused() {
            BulkTable other = BulkVersioning.over(database.dataSource()).table("somewhere", "id");
            requireRefused(other.touch(2L).expecting(1), "row 1", "somewhere");
            assertThatThrownBy(() -> bulk.apply(Arrays.asList(balance(1, 9), null)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("row 1");
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void missingOrNegativeVersionAndMissingIdAreRefusedAtOnce() {
            assertThatThrownBy(() -> bulk.touch(1L).expecting(-1)).isInstanceOf(VersionRequiredException.class);
            Long none = null;
            assertThatThrownBy(() -> bulk.touch(1L).expecting(none))
                    .isInstanceOf(VersionRequiredException.class)
                    .hasMessageStartingWith("account 1");
            assertThatThrownBy(() -> bulk.touch(null)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> bulk.touch(1L).expecting(1).set("owner", "a"))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> bulk.chunksOf(0)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void unsuitableTableIsRefused() {
            database.execute(
                    "create table keyless (id bigint not null, version integer not null)",
                    "create table timed (id bigint primary key, version timestamp not null)");
            for (String name : List.of("keyless", "timed", "nowhere")) {
                BulkTable table = BulkVersioning.over(database.dataSource()).table(name, "id");
                assertThatThrownBy(() -> table.apply(List.of(table.touch(1L).expecting(1))))
                        .isInstanceOf(TableUnsuitableException.class)
                        .hasMessageContaining(name);
            }
        }

        @Test
        void exhaustedPoolIsAnErrorAndNothingIsWritten() throws Exception {
            try (var pool = database.pooled(1, Duration.ofMillis(50))) {
                BulkTable pooled = BulkVersioning.over(pool).withoutListeners().table("account", "id");
                try (var taken = pool.getConnection()) {
                    assertThat(taken.isClosed()).isFalse();
                    assertThatThrownBy(
                                    () -> pooled.apply(List.of(pooled.touch(1L).expecting(1))))
                            .isInstanceOf(DatabaseException.class);
                }
                assertThat(positions(
                                pooled.apply(List.of(pooled.touch(1L).expecting(1)))
                                        .outcomes(),
                                Applied.class))
                        .hasSize(1);
            }
        }

        @Test
        void interruptedThreadStaysInterrupted() {
            Thread.currentThread().interrupt();
            List<Outcome> outcomes;
            try {
                outcomes = bulk.apply(balances(5, 9)).outcomes();
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            long written = number("select count(*) from account where version = 2");
            assertThat(positions(outcomes, Applied.class)).hasSize((int) written);
        }

        @Test
        void valuesThatTheTableRefusesAreRefusedEachByItself() {
            database.execute(
                    "create table picky (id bigint primary key, short varchar(3), small smallint, exact numeric(3, 1),"
                            + " required integer not null, uniquely integer unique, version integer not null)",
                    "insert into picky select id, null, null, null, 1, id, 1 from account");
            BulkTable picky = BulkVersioning.over(database.dataSource())
                    .withoutListeners()
                    .table("picky", "id");
            List<Outcome> outcomes = picky.apply(List.of(
                            picky.update(1L).expecting(1).set("short", SECRET),
                            picky.update(2L).expecting(1).set("small", 70_000),
                            picky.update(3L).expecting(1).set("exact", 1000),
                            picky.update(4L).expecting(1).set("required", null),
                            picky.update(5L).expecting(1).set("uniquely", 6),
                            picky.update(7L).expecting(1).set("short", "abc").set("small", 7)))
                    .outcomes();
            assertThat(positions(outcomes, Refused.class)).containsExactly(0, 1, 2, 3, 4);
            assertThat(positions(outcomes, Applied.class)).containsExactly(5);
            assertThat(outcomes).extracting(Object::toString).noneMatch(words -> words.contains(SECRET));
            assertThat(((Refused) outcomes.get(3)).refusal().column()).isPresent();
        }
    }
}
