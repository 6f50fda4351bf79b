package io.versioning.examples;

import io.versioning.event.ConflictListener;
import io.versioning.event.ConflictLogger;
import io.versioning.examples.airports.Airport;
import io.versioning.examples.airports.AirportFile;
import io.versioning.examples.airports.AirportTable;
import io.versioning.examples.airports.BadAirportFileException;
import io.versioning.examples.airports.ConflictCounter;
import io.versioning.examples.airports.Database;
import io.versioning.examples.airports.DatabaseMissingException;
import io.versioning.examples.airports.H2;
import io.versioning.examples.airports.Page;
import io.versioning.examples.airports.Postgres;
import io.versioning.examples.airports.Proof;
import io.versioning.examples.airports.Race;
import io.versioning.examples.airports.RacePlan;
import io.versioning.examples.airports.RaceResult;
import io.versioning.examples.airports.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lets several editors race on a table of airports, and proves that none of their updates was lost. */
@Command(
        name = "try-it",
        sortOptions = false,
        description = "Several editors race on a table of airports; none of their updates gets lost.",
        footer = {
            "",
            "Exit codes: 0 no update was lost, 1 updates were lost,",
            "2 could not start: option, file or database."
        })
public final class TryIt implements Callable<Integer> {

    private static final int FEWEST_EDITORS = 2;
    private static final int MOST_EDITORS = 64;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--postgres", description = "Use an embedded PostgreSQL instead of H2 in memory.")
    private boolean postgres;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = {
                "Load your own airports: UTF-8, separated by commas, with the",
                "header iata,name,city,state,country,latitude,longitude"
            })
    private @Nullable Path csv;

    @Option(names = "--editors", paramLabel = "N", description = "How many edit at once, 2 to 64 (${DEFAULT-VALUE}).")
    private int editors = 6;

    @Option(names = "--seed", paramLabel = "N", description = "Decides who edits what (${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(names = "--log", description = "Show the library's log line of each conflict.")
    private boolean log;

    @SuppressWarnings("unused") // picocli reads it
    @Option(names = "--help", usageHelp = true, description = "Show this text.")
    private boolean help;

    public static void main(String[] args) {
        int exitCode = new CommandLine(new TryIt()).execute(args);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        if (editors < FEWEST_EDITORS || editors > MOST_EDITORS) {
            throw new ParameterException(
                    command.commandLine(),
                    "--editors: " + editors + " is not between " + FEWEST_EDITORS + " and " + MOST_EDITORS);
        }
        try {
            return run();
        } catch (BadAirportFileException | DatabaseMissingException e) {
            command.commandLine().getErr().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }

    private int run() throws InterruptedException {
        Report report = new Report(
                new Page(command.commandLine().getOut(), command.commandLine().getColorScheme()));
        List<Airport> airports = (csv == null ? AirportFile.bundled() : AirportFile.at(csv)).read();
        report.opening();

        ConflictCounter conflicts = new ConflictCounter();
        try (Database database = postgres ? Postgres.start(editors) : H2.start(editors);
                AirportTable table = new AirportTable(database, listeners(conflicts))) {
            report.loading(airports.size(), database);
            table.create();
            table.load(airports);

            RacePlan plan = RacePlan.of(airports.stream().map(Airport::iata).toList(), editors, seed);
            report.racing(plan, table);
            RaceResult result = Race.run(plan, table);
            report.conflicts(result);
            report.scores(result, conflicts);

            Proof proof = Proof.of(table, result);
            report.proof(proof);
            return proof.holds() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** Without {@code --log} nobody but the counter is told, so the terminal stays tidy. */
    private ConflictListener[] listeners(ConflictCounter conflicts) {
        return log ? new ConflictListener[] {conflicts, ConflictLogger.atInfo()} : new ConflictListener[] {conflicts};
    }
}
