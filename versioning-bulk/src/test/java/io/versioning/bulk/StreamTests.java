package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.BulkUpdateResult.Counts;
import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.RunsOn;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rows that are read as they are written. */
class StreamTests {

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
        void lostConnectionEndsTheStreamAndLeavesTheRestUnread() {
            AtomicInteger read = new AtomicInteger();
            probe.onStatement(sql -> sql.startsWith("with v")).nth(2).runBefore(() -> {
                throw new SQLException("gone", "08006");
            });
            List<Outcome> outcomes = new ArrayList<>();
            BulkSummary summary = bulk.chunksOf(5).stream(counted(read, 30)).into(row -> outcomes.add(row.outcome()));
            assertThat(summary.ending()).isEqualTo(BulkSummary.Ending.FAILED);
            assertThat(read).hasValue(10);
            assertThat(outcomes.subList(0, 5)).allMatch(Applied.class::isInstance);
            assertThat(outcomes.subList(5, 10)).containsOnly(Outcome.NotApplied.because("aborted", "08006"));
            assertThat(outcomes).hasSize(10);
            assertThat(version(10)).isOne();
        }
    }

    abstract static class Cases extends OnDatabase {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        /** Changes of the rows from 1 on, which count how many of them were read. */
        final Iterator<RowChange> counted(AtomicInteger read, int rows) {
            return IntStream.rangeClosed(1, rows)
                    .mapToObj(id -> {
                        read.incrementAndGet();
                        return balance(id, 9);
                    })
                    .iterator();
        }

        @Test
        void noMoreThanAChunkIsReadBeforeItIsWrittenAndTold() {
            AtomicInteger read = new AtomicInteger();
            List<Long> positions = new ArrayList<>();
            bulk.chunksOf(7).stream(counted(read, 30)).into(row -> {
                assertThat((long) read.get()).isLessThanOrEqualTo(row.position() / 7 * 7 + 8);
                assertThat(version(row.position() + 1)).isEqualTo(2);
                positions.add(row.position());
            });
            assertThat(positions)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 30).mapToObj(Long::valueOf).toList());
        }

        @Test
        void progressIsToldAfterEachChunkAndEstimatesTheRest() {
            List<BulkProgress> seen = new ArrayList<>();
            BulkSummary summary = bulk.chunksOf(10).stream(balances(30, 9).iterator())
                    .ofTotal(30)
                    .watchedBy(seen::add)
                    .into(row -> {});
            assertThat(seen).extracting(BulkProgress::rows).containsExactly(10L, 20L, 30L);
            assertThat(seen).allMatch(progress -> progress.rowsPerSecond() > 0);
            assertThat(seen.get(1).remaining().orElseThrow()).isPositive();
            assertThat(seen.get(2).remaining()).contains(Duration.ZERO);
            assertThat(summary.counts()).isEqualTo(new Counts(30, 0, 0, 0, 0));
            assertThat(summary.isComplete()).isTrue();
            assertThat(summary.elapsed()).isPositive();
        }

        @Test
        void restIsUnknownAsLongAsNobodyKnowsHowManyRowsThereAre() {
            Counts some = new Counts(10, 0, 0, 0, 0);
            assertThat(new BulkProgress(some, Duration.ofSeconds(2), OptionalLong.empty()).remaining())
                    .isEmpty();
            assertThat(new BulkProgress(Counts.NONE, Duration.ofSeconds(2), OptionalLong.of(9)).remaining())
                    .isEmpty();
            assertThat(new BulkProgress(some, Duration.ofSeconds(2), OptionalLong.of(40)).remaining())
                    .contains(Duration.ofSeconds(6));
            assertThat(new BulkProgress(some, Duration.ofSeconds(2), OptionalLong.empty()).rowsPerSecond())
                    .isEqualTo(5);
        }

        @Test
        void cancelledStreamReadsNoFurtherChunk() {
            AtomicInteger read = new AtomicInteger();
            List<Outcome> outcomes = new ArrayList<>();
            BulkSummary summary = bulk.chunksOf(10).stream(counted(read, 30))
                    .until(() -> outcomes.size() == 20)
                    .into(row -> outcomes.add(row.outcome()));
            assertThat(summary.ending()).isEqualTo(BulkSummary.Ending.CANCELLED);
            assertThat(summary.counts().total()).isEqualTo(20);
            assertThat(read.get()).isLessThanOrEqualTo(21); // a look ahead is allowed
            assertThat(version(20)).isEqualTo(2);
            assertThat(version(21)).isOne();
        }

        @Test
        void interruptEndsTheStreamAndIsNotSwallowed() {
            BulkSummary summary = bulk.chunksOf(10).stream(balances(30, 9).iterator())
                    .into(row -> Thread.currentThread().interrupt());
            assertThat(Thread.interrupted()).isTrue();
            assertThat(summary.isComplete()).isFalse();
            assertThat(summary.counts().total()).isEqualTo(10);
        }

        @Test
        void emptyStreamIsComplete() {
            BulkSummary summary = bulk.stream(List.<RowChange>of().iterator())
                    .into(row -> assertThat(row).isNull());
            assertThat(summary.isComplete()).isTrue();
            assertThat(summary.counts()).isEqualTo(Counts.NONE);
        }

        @Test
        void inputThatFailsLosesNothingOfWhatWasReadBefore() {
            List<Outcome> outcomes = new ArrayList<>();
            Iterator<Integer> lines = IntStream.rangeClosed(1, 30).iterator();
            assertThatThrownBy(() -> bulk.chunksOf(10).stream(lines, line -> {
                                if (line == 14) {
                                    throw new IllegalStateException("line 14 is torn");
                                }
                                return balance(line, 9);
                            })
                            .into(row -> outcomes.add(row.outcome())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("line 14 is torn");
            assertThat(outcomes).hasSize(13).allMatch(Applied.class::isInstance);
            assertThat(number("select count(*) from account where version = 2")).isEqualTo(13);
        }

        @Test
        void rowThatCantBeMeantEndsTheStreamAfterThoseBeforeIt() {
            List<RowChange> changes = new ArrayList<>(balances(30, 9));
            changes.set(23, bulk.update(24L).expecting(1).set("nickname", "x"));
            List<Outcome> outcomes = new ArrayList<>();
            assertThatThrownBy(
                            () -> bulk.chunksOf(10).stream(changes.iterator()).into(row -> outcomes.add(row.outcome())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("row 23")
                    .hasMessageContaining("nickname");
            assertThat(outcomes).hasSize(23).allMatch(Applied.class::isInstance);
            assertThat(version(24)).isOne();
        }

        @Test
        void sinkThatFailsEndsTheStreamAndTheRowsOfItsChunkStayWritten() {
            assertThatThrownBy(() -> bulk.chunksOf(10).stream(balances(30, 9).iterator())
                            .into(row -> {
                                throw new IllegalStateException("disk full");
                            }))
                    .hasMessage("disk full");
            assertThat(number("select count(*) from account where version = 2")).isEqualTo(10);
        }

        @Test
        void noConnectionIsHeldWhileTheInputIsReadAndTheOutcomesAreTold() {
            try (LendingPool pool = database.pooled(1)) {
                BulkTable one = BulkVersioning.over(pool).withoutListeners().table("account", "id");
                one.chunksOf(10).stream(IntStream.rangeClosed(1, 30).iterator(), id -> {
                            assertThat(pool.borrowed()).isZero();
                            return one.update((long) id).expecting(1).set("balance", 9);
                        })
                        .watchedBy(progress -> assertThat(pool.borrowed()).isZero())
                        .into(row -> assertThat(pool.borrowed()).isZero());
            }
            assertThat(number("select count(*) from account where version = 2")).isEqualTo(ROWS);
        }

        @Test
        void streamInACallersTransactionIsPending() throws Exception {
            try (Connection connection = transaction()) {
                bulk.within(connection).chunksOf(10).stream(balances(30, 9).iterator())
                        .into(row ->
                                assertThat(row.outcome()).isEqualTo(Applied.updated(2, Outcome.Durability.PENDING)));
                connection.rollback();
            }
            assertThat(number("select count(*) from account where version = 2")).isZero();
        }

        @Test
        void allOrNothingCantBeStreamed() {
            assertThatThrownBy(() -> bulk.allOrNothing().stream(balances(3, 9).iterator())
                            .into(row -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("all or nothing");
            assertThat(version(1)).isOne();
        }

        @Test
        void listenersAreToldOfAStreamAsOfOneBulk() {
            Told told = new Told();
            BulkVersioning.over(database.dataSource())
                    .withoutListeners()
                    .withListeners(told)
                    .table("account", "id")
                    .chunksOf(2)
                    .stream(
                            IntStream.rangeClosed(1, 6).iterator(),
                            id -> bulk.touch((long) id).expecting(id % 2 == 0 ? 7 : 1))
                    .into(row -> {});
            assertThat(told.ordinals()).containsExactly(0, 1, 2);
            assertThat(told.ends()).containsExactly(new Counts(3, 3, 0, 0, 0));
        }
    }
}
