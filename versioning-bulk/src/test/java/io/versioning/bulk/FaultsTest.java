package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.BulkUpdateResult;
import io.versioning.DatabaseException;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Conflicted;
import io.versioning.Outcome.Unknown;
import io.versioning.bulk.World.Planned;
import io.versioning.bulk.fault.Cut;
import io.versioning.bulk.fault.Sources;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.StatementProbe;
import io.versioning.testkit.fixture.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Many small bulks, each with a fault at random; then every outcome, and every outcome that was settled, is held against the
 * table. {@code -Dversioning.faults=10000} for more of them, {@code -Dversioning.faults.seed=7} for others.
 */
@RunsOn(DatabaseKind.POSTGRES)
class FaultsTest extends ThroughProxy {

    private static final int USUAL_ROUNDS = 300;
    private static final int ROUNDS = Integer.getInteger("versioning.faults", USUAL_ROUNDS);
    private static final long SEED = Long.getLong("versioning.faults.seed", 1);

    /** What goes wrong. */
    private enum Fault {
        NOTHING,
        CUT_BEFORE_COMMIT,
        CUT_DURING_COMMIT,
        CUT_AFTER_COMMIT,
        COMMIT_UNDER_WAY,
        BACKEND_KILLED_BEFORE_A_WRITE,
        BACKEND_KILLED_AFTER_A_WRITE,
        BACKEND_KILLED_IN_MID_WRITE,
        LOCK_TIMEOUT,
        STATEMENT_TIMEOUT,
        INTERRUPT,
        DEADLOCK
    }

    private final Map<Fault, BulkTable> tables = new EnumMap<>(Fault.class);
    private final Map<Fault, int[]> unknown = new EnumMap<>(Fault.class);
    private StatementProbe faults = new StatementProbe();

    @BeforeEach
    void createDoors() {
        database.execute(ReceiptsTest.TABLE);
        BulkTable usual = door("");
        for (Fault fault : Fault.values()) {
            tables.put(
                    fault,
                    switch (fault) {
                        case LOCK_TIMEOUT -> door("-c lock_timeout=3");
                        case STATEMENT_TIMEOUT -> door("-c statement_timeout=15");
                        case DEADLOCK -> door("-c deadlock_timeout=40");
                        default -> usual;
                    });
        }
    }

    private BulkTable door(String settings) {
        DataSource source = cuttable(settings);
        return BulkVersioning.over(Sources.handingOut(() -> faults.watch(source.getConnection())))
                .withoutListeners()
                .table("account", "id");
    }

    @Test
    void everyOutcomeIsTrueOfTheTable() throws Exception {
        try (Connection observer = database.dataSource().getConnection()) {
            for (int round = 0; round < ROUNDS; round++) {
                new Round(round, observer).run();
            }
        }
        if (ROUNDS != USUAL_ROUNDS) {
            unknown.forEach((fault, counts) -> System.out.printf(
                    "%-30s %5d rounds, %5d unknown rows, %5d settled%n", fault, counts[0], counts[1], counts[2]));
        }
    }

    /** One bulk, and its fault. */
    private final class Round {

        private final int number;
        private final Random random;
        private final Connection observer;
        private final Fault fault;

        Round(int number, Connection observer) {
            this.number = number;
            this.random = new Random(SEED * 1_000_003 + number);
            this.observer = observer;
            this.fault = fault();
        }

        /** A deadlock takes its time, and so comes less often than others. */
        private Fault fault() {
            List<Fault> all = List.of(Fault.values());
            Fault drawn = all.get(random.nextInt(all.size()));
            return drawn == Fault.DEADLOCK && random.nextInt(4) > 0 ? Fault.CUT_DURING_COMMIT : drawn;
        }

        void run() throws Exception {
            refill();
            World before = World.in(observer);
            List<Planned> changes = changes(before);
            BulkTable table = mode(tables.get(fault));
            BulkUpdateResult<Object, Planned> told;
            try {
                told = faulty(table, changes);
            } catch (DatabaseException nothingWritten) {
                assertThat(World.in(observer)).as(this::toString).isEqualTo(before);
                return;
            }
            compare("told", before, told.rows());
            boolean underWay = fault == Fault.COMMIT_UNDER_WAY && proxy.isHolding();
            if (underWay && random.nextInt(20) == 0) {
                compare(
                        "asked while it is under way",
                        before,
                        bulk.resolve(told).rows());
            }
            if (underWay) {
                proxy.letGo();
            }
            BulkUpdateResult<Object, Planned> settled = bulk.resolve(told);
            compare("settled", before, settled.rows());
            if (changes.size() > 1) {
                assertThat(settled.unresolved()).as(this::toString).isEmpty();
            }
            count(told, settled);
        }

        /** Deleted accounts come back, and none is at a version of which there is no telling. */
        private void refill() throws SQLException {
            execute(
                    observer,
                    "insert into account select n, 'owner', 0, 1 from generate_series(1, %d) as n".formatted(ROWS)
                            + " on conflict do nothing");
        }

        private BulkTable mode(BulkTable usual) {
            BulkTable table = usual.chunksOf(1 + random.nextInt(6));
            table = random.nextInt(4) == 0 ? table.allOrNothing() : table;
            return random.nextInt(4) == 0 ? table.leavingReceiptsIn("bulk_receipt") : table;
        }

        private List<Planned> changes(World world) {
            List<Planned> changes = new ArrayList<>();
            Map<Long, Long> versions = new HashMap<>();
            world.rows().forEach((id, account) -> versions.put(id, account.version()));
            int size = 1 + random.nextInt(12);
            while (changes.size() < size) {
                long id = 1L + random.nextInt(ROWS);
                long expected = versions.get(id) + (random.nextInt(8) == 0 ? 5 : 0);
                changes.add(change(id, expected, changes.size()));
                versions.merge(id, 1L, Long::sum);
            }
            return changes;
        }

        private Planned change(long id, long expected, int at) {
            return switch (random.nextInt(10)) {
                case 0 -> new Planned(id, expected, null, true, bulk.delete(id).expecting(expected));
                case 1 -> new Planned(id, expected, null, false, bulk.touch(id).expecting(expected));
                case 2 -> set(id, expected, -1);
                default -> set(id, expected, number * 20 + at);
            };
        }

        private Planned set(long id, long expected, int balance) {
            return new Planned(
                    id,
                    expected,
                    balance,
                    false,
                    bulk.update(id).expecting(expected).set("balance", balance));
        }

        private BulkUpdateResult<Object, Planned> faulty(BulkTable table, List<Planned> changes) throws Exception {
            int nth = random.nextInt(3);
            faults = new StatementProbe();
            switch (fault) {
                case NOTHING -> {}
                case CUT_BEFORE_COMMIT -> proxy.cut(Cut.BEFORE_COMMIT, nth);
                case CUT_DURING_COMMIT -> proxy.cut(Cut.DURING_COMMIT, nth);
                case CUT_AFTER_COMMIT -> proxy.cut(Cut.AFTER_COMMIT, nth);
                case COMMIT_UNDER_WAY -> proxy.cut(Cut.COMMIT_UNDER_WAY, nth);
                case BACKEND_KILLED_BEFORE_A_WRITE ->
                    faults.onStatement(FaultsTest::writes).nth(nth + 1).runBefore(FaultsTest.this::killAllThatWrite);
                case BACKEND_KILLED_AFTER_A_WRITE ->
                    faults.onStatement(FaultsTest::writes).nth(nth + 1).runAfter(FaultsTest.this::killAllThatWrite);
                case INTERRUPT ->
                    faults.onStatement(FaultsTest::writes)
                            .runBefore(() -> Thread.currentThread().interrupt());
                case LOCK_TIMEOUT, STATEMENT_TIMEOUT, BACKEND_KILLED_IN_MID_WRITE, DEADLOCK -> {
                    return contended(table, changes);
                }
            }
            try {
                return table.apply(changes, Planned::change);
            } finally {
                proxy.cutNoMore();
                boolean unused = Thread.interrupted();
            }
        }

        /** Somebody else holds one of the rows. */
        private BulkUpdateResult<Object, Planned> contended(BulkTable table, List<Planned> changes) throws Exception {
            long last = changes.stream().mapToLong(Planned::id).max().orElseThrow();
            long first = changes.stream().mapToLong(Planned::id).min().orElseThrow();
            try (Connection other = transaction()) {
                execute(other, "select 1 from account where id = %d for update".formatted(last));
                if (fault == Fault.LOCK_TIMEOUT || fault == Fault.STATEMENT_TIMEOUT) {
                    BulkUpdateResult<Object, Planned> told = table.apply(changes, Planned::change);
                    other.rollback();
                    return told;
                }
                Step<BulkUpdateResult<Object, Planned>> waiting =
                        Step.start(database, () -> table.apply(changes, Planned::change));
                while (!waiting.isDone() && database.blockedSessions() == 0) {
                    Thread.onSpinWait();
                }
                if (fault == Fault.DEADLOCK) {
                    cross(other, first);
                } else {
                    killAllThatWait();
                }
                other.rollback();
                return waiting.join();
            }
        }

        /** Whoever of the two asks later for what the other has is given up. */
        private void cross(Connection other, long first) {
            try {
                execute(other, "set local deadlock_timeout = '200ms'");
                execute(other, "select 1 from account where id = %d for update".formatted(first));
            } catch (SQLException victim) {
                // then the bulk goes on
            }
        }

        private void compare(String when, World before, List<BulkUpdateResult.Row<Object, Planned>> rows)
                throws SQLException {
            World now = World.in(observer);
            World without = before.after(rows, outcome -> outcome instanceof Applied);
            World with = before.after(rows, outcome -> outcome instanceof Applied || outcome instanceof Unknown);
            assertThat(now).as("%s, %s: %s", this, when, rows).isIn(without, with);
            for (BulkUpdateResult.Row<Object, Planned> row : rows) {
                if (row.outcome() instanceof Conflicted conflicted) {
                    assertThat(conflicted.conflict().actual())
                            .as("%s, %s: %s", this, when, rows)
                            .isNotEqualTo(OptionalLong.of(row.update().expected()));
                }
            }
        }

        private void count(BulkUpdateResult<Object, Planned> told, BulkUpdateResult<Object, Planned> settled) {
            int[] counts = unknown.computeIfAbsent(fault, none -> new int[3]);
            counts[0]++;
            counts[1] += told.unresolved().size();
            counts[2] += told.unresolved().size() - settled.unresolved().size();
        }

        @Override
        public String toString() {
            return "seed " + SEED + ", round " + number + ", " + fault;
        }
    }

    private static boolean writes(String sql) {
        return sql.startsWith("with v") || sql.startsWith("update") || sql.startsWith("delete");
    }

    private void killAllThatWrite() {
        database.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where application_name = current_schema() and state like 'idle in transaction%'");
    }

    private void killAllThatWait() {
        database.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where application_name = current_schema() and wait_event_type = 'Lock'");
    }
}
