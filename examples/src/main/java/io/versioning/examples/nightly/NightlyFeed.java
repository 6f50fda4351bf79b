package io.versioning.examples.nightly;

import io.versioning.examples.airports.Airport;
import io.versioning.examples.airports.AirportFile;
import io.versioning.examples.airports.Database;
import io.versioning.examples.airports.DatabaseMissingException;
import io.versioning.examples.airports.H2;
import io.versioning.examples.airports.Page;
import io.versioning.examples.airports.Postgres;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Streams a feed of changes into a table of flights, tells what became of it, and tries again what makes sense. */
@Command(
        name = "nightly-feed",
        sortOptions = false,
        description = "A feed changes a table of flights at night; every line of it is judged by itself.",
        footer = {
            "",
            "Exit codes: 0 all that was told is so, 1 it is not, or the night was too short,",
            "2 could not start: option or database."
        })
public final class NightlyFeed implements Callable<Integer> {

    /** Names this very feed: what the one of yesterday has written, others have written. */
    static final String ACTOR = "feed " + Timetable.DAY;

    private static final int MOST_ROWS = 10_000_000;
    private static final int CONNECTIONS = 2;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--postgres", description = "Use an embedded PostgreSQL instead of H2 in memory.")
    private boolean postgres;

    @Option(
            names = "--over",
            paramLabel = "DOOR",
            description = "What the feed is written over: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Door door = Door.JDBC;

    @Option(names = "--rows", paramLabel = "N", description = "How many flights there are (${DEFAULT-VALUE}).")
    private int rows = 200_000;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "How long the night is: after so many no more is read (${DEFAULT-VALUE}).")
    private int minutes = 60;

    @SuppressWarnings("unused") // picocli reads it
    @Option(names = "--help", usageHelp = true, description = "Show this text.")
    private boolean help;

    static CommandLine commandLine() {
        return new CommandLine(new NightlyFeed()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    public static void main(String[] args) {
        int exitCode = commandLine().execute(args);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    @Override
    public Integer call() {
        if (rows < 1 || rows > MOST_ROWS) {
            throw new ParameterException(
                    command.commandLine(), "--rows: " + rows + " is not between 1 and " + MOST_ROWS);
        }
        try (Database database = postgres ? Postgres.start(CONNECTIONS) : H2.start(CONNECTIONS)) {
            return isAsItMustBe(database) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } catch (DatabaseMissingException e) {
            command.commandLine().getErr().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }

    private boolean isAsItMustBe(Database database) {
        FeedReport report = new FeedReport(new Page(command.commandLine().getOut(), colors()));
        List<Airport> airports = AirportFile.bundled().read();
        Timetable timetable = new Timetable(airports.stream().map(Airport::iata).toList(), rows);
        FlightTable table = new FlightTable(database.dataSource());

        report.evening(airports.size(), timetable, database);
        table.create();
        table.load(airports, timetable);
        report.dispatched(new Dispatchers(table).work(timetable));

        try (Writing flights = door.open(database.dataSource())) {
            return isAsItMustBe(timetable, table, flights, report);
        }
    }

    private boolean isAsItMustBe(Timetable timetable, FlightTable table, Writing flights, FeedReport report) {
        BooleanSupplier isOver = endOfNight();
        Feed feed = new Feed(timetable);
        Pass first = pass(feed.iterator(), feed.size(), flights, isOver);
        report.firstPass(first);
        if (!first.summary().isComplete()) {
            return false;
        }
        Retry retry = Retry.of(first.tally().open(), table.rows());
        report.retry(first, retry);
        Pass second = pass(retry.lines().iterator(), retry.lines().size(), flights, isOver);
        report.secondPass(second);

        Morning morning = Morning.of(Expected.of(timetable), first, retry, second, table.differences(timetable));
        report.morning(morning);
        return morning.holds();
    }

    private BooleanSupplier endOfNight() {
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        return () -> System.nanoTime() >= end;
    }

    private Pass pass(Iterator<FeedLine> lines, long count, Writing flights, BooleanSupplier isOver) {
        boolean isTerminal = colors().ansi().enabled();
        try (FeedProgress bar = isTerminal ? FeedProgress.shown(count) : FeedProgress.hidden()) {
            return Pass.of(lines, count, flights, bar, isOver);
        }
    }

    private ColorScheme colors() {
        return command.commandLine().getColorScheme();
    }
}
