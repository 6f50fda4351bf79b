package io.versioning.benchmarks;

import java.io.IOException;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One row of a database, and the version that it is at. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls open first
public class OneRow {

    /** Which database. */
    @Param({"h2", "postgres"})
    public String databaseName;

    private BenchmarkDatabase database;
    private long version;

    /** Opens the database. */
    @Setup(Level.Trial)
    public void open() {
        database = BenchmarkDatabase.open(databaseName);
        version = 1;
    }

    /** Closes it. */
    @TearDown(Level.Trial)
    public void close() throws IOException {
        database.close();
    }

    BenchmarkDatabase database() {
        return database;
    }

    /** The version that the row is at. */
    long version() {
        return version;
    }

    /** Notes the version that a write came out at; a benchmark that does not write must not be measured. */
    long written(long newVersion) {
        if (newVersion != version + 1) {
            throw new IllegalStateException("at version " + newVersion + " after version " + version);
        }
        version = newVersion;
        return newVersion;
    }
}
