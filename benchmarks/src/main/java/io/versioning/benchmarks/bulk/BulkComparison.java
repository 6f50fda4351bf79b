package io.versioning.benchmarks.bulk;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures bulks through the library against the other ways of writing many rows, side by side, and writes a page of it.
 *
 * <p>Arguments, in any order: the databases, {@code postgres} and {@code h2}, both unless said; {@code quick}, which is
 * usual, or {@code full}; and what to leave out: {@code sizes=1000,10000} rows in a call, {@code tables=100000} rows,
 * {@code stale=5} percent, {@code ways=jdbc-batch,by-hand,library}, {@code parts=cells,bad,duels}, {@code rounds=5}.
 * {@code into=DIR} names the directory of the page, {@code docs} for a full run and {@code target} otherwise; {@code page}
 * alone writes the page again, from the files that are there.
 */
public final class BulkComparison {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Path TARGET = Path.of("target", "performance");

    private final Plan plan;
    private final RunDirectory directory;
    private final Database database;
    private final List<Round> rounds = new ArrayList<>();
    private final List<Duel> duels = new ArrayList<>();

    private BulkComparison(Plan plan, RunDirectory directory, Database database) {
        this.plan = plan;
        this.directory = directory;
        this.database = database;
    }

    /** Measures, prints and writes. */
    public static void main(String[] args) throws SQLException, IOException {
        Locale.setDefault(Locale.ROOT); // numbers in files and pictures have a point
        List<String> arguments = List.of(args);
        Plan plan = Plan.of(arguments);
        RunDirectory directory = new RunDirectory(Plan.values(arguments, "into").stream()
                .map(Path::of)
                .findFirst()
                .orElse(plan.full() ? DOCS : TARGET));
        if (!arguments.contains("page")) {
            for (String name : plan.databases()) {
                try (Database database = name.equals("h2") ? new H2Database() : PostgresDatabase.start()) {
                    new BulkComparison(plan, directory, database).run();
                }
            }
        }
        say("written: " + directory.writePage());
    }

    private void run() throws SQLException, IOException {
        say(database.title() + ": " + database.settings());
        if (database.cpu().nanos().isEmpty()) {
            say("the processor time of the server can't be known here: elapsed time is the judge");
        }
        if (plan.parts().contains("cells")) {
            cells();
        }
        // on PostgreSQL only: elsewhere rows are written one by one, and nothing is a chunk that fails or locks
        if (database instanceof PostgresDatabase postgres) {
            if (plan.parts().contains("bad")) {
                say("rows that a constraint refuses");
                rounds.addAll(BadRows.measure(postgres, plan.effort()));
            }
            if (plan.parts().contains("duels")) {
                say("duels");
                duels.addAll(Duels.fight(postgres));
            }
        }
        Printout.print(save());
    }

    private void cells() throws SQLException, IOException {
        say("warm-up");
        Comparison.warmUp(database, plan.ways(), plan.effort());
        for (int tableRows : plan.tables()) {
            try (Comparison comparison = Comparison.on(database, tableRows, plan.ways(), plan.effort())) {
                for (Cell cell : plan.cells()) {
                    if (cell.tableRows() == tableRows) {
                        say(cell.toString());
                        rounds.addAll(comparison.measure(cell));
                        Run unused = save(); // a long run that is cut short has not been for nothing
                    }
                }
            }
        }
    }

    private Run save() throws SQLException, IOException {
        Run run = new Run(Machine.facts(database, plan.effort()), rounds, duels);
        directory.save(database.code(), run);
        return run;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
