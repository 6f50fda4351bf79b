package io.versioning.benchmarks.bulk;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Checks that a million rows can be streamed by a process with a heap of 32 MB, and at most 1,000 bytes a row, on PostgreSQL.
 * It ends with an error if not.
 */
public final class StreamedMillion {

    static final int ROWS = 1_000_000;

    /** Each twentieth row is stale. */
    static final int STALE = 20;

    private StreamedMillion() {}

    /** Fills a table, has it written by another process, and looks. */
    public static void main(String[] args) throws SQLException, IOException, InterruptedException {
        try (PostgresDatabase database = PostgresDatabase.start()) {
            AssignmentTable.create(database, ROWS);
            System.out.println(database.title() + ": " + database.settings());
            String url = ((PGSimpleDataSource) database.source()).getURL();
            Process writer = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx32m",
                            "-classpath",
                            System.getProperty("java.class.path"),
                            SmallHeap.class.getName(),
                            url)
                    .inheritIO()
                    .start();
            int exit = writer.waitFor();
            long written = written(database);
            System.out.println(written + " rows are written");
            if (exit != 0 || written != ROWS - ROWS / STALE) {
                throw new IllegalStateException("missed: the writer ended with " + exit);
            }
        }
    }

    private static long written(Database database) throws SQLException {
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from resource_assignment where version = "
                        + (Bookkeeping.FIRST_VERSION + 1))) {
            boolean unused = count.next();
            return count.getLong(1);
        }
    }
}
