package io.versioning.examples.airports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.WriteRefusedException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

class RaceTest {

    private final Database database = H2.start(16);
    private final ConflictCounter conflicts = new ConflictCounter();
    private final AirportTable table = new AirportTable(database, conflicts);
    private final List<Airport> airports = IntStream.range(0, 500)
            .mapToObj(i -> new Airport("A" + i, "Name " + i, "City " + i, "S", "C", i % 90, i % 180))
            .toList();

    @AfterEach
    void close() {
        database.close();
    }

    private RaceResult race(RacePlan plan) throws InterruptedException {
        table.create();
        table.load(airports);
        return Race.run(plan, table);
    }

    private RacePlan plan(int editors, long seed) {
        return RacePlan.of(airports.stream().map(Airport::iata).toList(), editors, seed);
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "4, 42", "5, 7", "16, 3"})
    void noUpdateIsLostAndEachWayOutOfAConflictIsSeen(int editors, long seed) throws Exception {
        RacePlan plan = plan(editors, seed);

        RaceResult result = race(plan);

        assertThat(Proof.of(table, result).holds()).isTrue();
        assertThat(result.attempts()).hasSize(plan.edits());
        List<Score> scores = result.scores(conflicts);
        Score total = Score.total(scores);
        assertThat(total.conflicts()).isGreaterThanOrEqualTo(plan.fewestConflicts());
        assertThat(total.merged()).isPositive();
        assertThat(total.readAgain()).isPositive();
        assertThat(total.left()).isPositive();
        assertThat(total.atOnce() + total.merged() + total.readAgain() + total.left())
                .isEqualTo(total.edits());
        List<Score> adapters = Stream.of("JDBC", "jOOQ", "JPA")
                .limit(editors)
                .map(adapter -> Score.over(adapter, scores))
                .toList();
        assertThat(adapters).allMatch(adapter -> adapter.written() > 0);
        assertThat(adapters.stream().mapToLong(Score::written).sum()).isEqualTo(result.writes());
        assertThat(adapters.stream().mapToLong(Score::left).sum()).isEqualTo(total.left());
        assertThat(result.merged()).isPresent();
        assertThat(result.readAgain()).isPresent();
    }

    @Test
    void theSameSeedGivesTheSamePlan() {
        assertThat(plan(4, 42).tasksOf(3)).isEqualTo(plan(4, 42).tasksOf(3));
        assertThat(plan(4, 42).tasksOf(3)).isNotEqualTo(plan(4, 43).tasksOf(3));
    }

    @Test
    void anUpdateBehindTheLibrarysBackIsFoundByTheProof() throws Exception {
        RaceResult result = race(plan(2, 42));
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("update airport set checks = 0 where checks = 1");
        }

        Proof proof = Proof.of(table, result);

        assertThat(proof.versionsAddUp()).isTrue();
        assertThat(proof.holds()).isFalse();
        StringWriter out = new StringWriter();
        new Report(new Page(new PrintWriter(out), Help.defaultColorScheme(Ansi.OFF))).proof(proof);
        assertThat(out.toString()).contains("DIFFERS FROM").contains("UPDATES WERE LOST");
    }

    @Test
    void airportsAreLoadedAllOrNone() {
        table.create();
        List<Airport> twice = List.of(airports.get(0), airports.get(1), airports.get(0));

        assertThatThrownBy(() -> table.load(twice)).isInstanceOf(WriteRefusedException.class);

        assertThat(table.totals().rows()).isZero();
    }
}
