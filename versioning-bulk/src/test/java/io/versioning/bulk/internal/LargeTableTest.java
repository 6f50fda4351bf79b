package io.versioning.bulk.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Outcome;
import io.versioning.bulk.BulkTable;
import io.versioning.bulk.BulkVersioning;
import io.versioning.bulk.RowChange;
import io.versioning.event.Actor;
import io.versioning.internal.event.ConflictPublisher;
import io.versioning.internal.sql.TableRequest;
import io.versioning.internal.write.RowStore;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.Race;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.StatementProbe;
import io.versioning.testkit.fixture.TestDatabase;
import io.versioning.transaction.TransactionSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a large table rows are looked up by the key's index in the order of the input, and need no locks before the write. */
@RunsOn(DatabaseKind.POSTGRES)
class LargeTableTest {

    private static final int ROWS = 120_000;
    private static final TableRequest BIG = new TableRequest(null, "big", List.of("id"), "version");

    private static TestDatabase database;

    @BeforeAll
    static void fill() {
        database = DatabaseKind.POSTGRES.open();
        database.execute(
                "create table big (id bigint primary key, word text, version integer not null)",
                "insert into big select n, repeat('x', 60), 1 from generate_series(1, %d) as n order by md5(n::text)"
                        .formatted(ROWS),
                "analyze big");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** Statements of the engine for the large table. */
    private static SetSql sql() {
        RowStore store = RowStore.over(
                TransactionSource.owning(database.dataSource()),
                new ConflictPublisher(List.of(), Actor.fromMdc(Actor.DEFAULT_MDC_KEY)));
        return store.inScope(
                BIG,
                (table, scope) -> new SetSql(
                        table,
                        ArrayTypes.of(table, scope.connection()),
                        TableSize.of(table, scope.connection()).isLarge()));
    }

    private static String array(int rows, String element) {
        return IntStream.rangeClosed(1, rows)
                .mapToObj(row -> element.isEmpty() ? Integer.toString(row * 10) : element)
                .collect(Collectors.joining(",", "'{", "}'"));
    }

    private static String plan(String statement, String arguments, String mode) throws SQLException {
        AtomicInteger number = new AtomicInteger();
        String numbered =
                Pattern.compile("\\?").matcher(statement).replaceAll(mark -> "\\$" + number.incrementAndGet());
        try (Connection connection = database.dataSource().getConnection();
                Statement execution = connection.createStatement()) {
            execution.execute("set plan_cache_mode = " + mode);
            execution.execute("prepare p as " + numbered);
            StringBuilder plan = new StringBuilder();
            try (ResultSet lines = execution.executeQuery("explain execute p(" + arguments + ")")) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }

    private static void requireLookedUp(String plan) {
        assertThat(plan)
                .contains("Nested Loop", "Index Scan using big_pkey")
                .doesNotContain("Hash Join", "Merge Join", "Seq Scan");
    }

    @ParameterizedTest
    @CsvSource({
        "2, force_custom_plan",
        "100, force_custom_plan",
        "1000, force_custom_plan",
        "10000, force_custom_plan",
        "10000, force_generic_plan"
    })
    void planIsALookUpByThePrimaryKeyWhateverTheChunk(int rows, String mode) throws SQLException {
        SetSql sql = sql();
        assertThat(sql.isLarge()).isTrue();
        String ids = array(rows, "");
        String versions = array(rows, "1");
        Shape update = Shape.update(List.of(sql.table().column("word")), List.of());
        String updates = String.join(", ", ids, versions, array(rows, "y"), Integer.toString(rows));
        requireLookedUp(plan(sql.write(update, true), updates, mode));
        requireLookedUp(plan(sql.write(update, false), updates, mode));
        requireLookedUp(plan(sql.write(Shape.DELETION, true), ids + ", " + versions + ", " + rows, mode));
        requireLookedUp(plan(sql.read(true), ids + ", " + rows, mode));
    }

    @Test
    void bulksOnTheSameRowsOfAShuffledHeapNeverDeadlock() {
        StatementProbe probe = new StatementProbe();
        BulkTable big = BulkVersioning.over(probe.watch(database.dataSource()))
                .withoutListeners()
                .table("big", "id");
        for (int duel = 0; duel < 10; duel++) {
            int seed = duel;
            Race.of(2, side -> {
                        List<RowChange> changes = new ArrayList<>();
                        for (long id = 1; id <= 1000; id++) {
                            changes.add(big.touch(id * 100).expecting(seed + 1));
                        }
                        Collections.shuffle(changes, new Random(seed * 2L + side));
                        return big.apply(changes).outcomes();
                    })
                    .forEach(outcomes -> assertThat(outcomes.isReturned()).isTrue());
        }
        assertThat(probe.rollbacks()).isEqualTo(20); // one for each call, as it gives its connection back
        assertThat(probe.count(sql -> sql.startsWith("with v"))).isZero();
        assertThat(big.apply(List.of(
                                big.touch(100L).expecting(11), big.touch(200L).expecting(11)))
                        .outcomes())
                .allMatch(Outcome.Applied.class::isInstance);
    }
}
