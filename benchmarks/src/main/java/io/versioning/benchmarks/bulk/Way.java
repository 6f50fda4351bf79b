package io.versioning.benchmarks.bulk;

import java.util.Arrays;
import java.util.Locale;

/** The ways of writing that are compared, and the largest number of rows that each is given: the slow ones have limits. */
enum Way {
    ROW_BY_ROW(
            "JDBC row by row, one transaction",
            "a prepared UPDATE a row, a SELECT for each that lost; one COMMIT a call",
            10_000),
    JDBC_BATCH(
            "JDBC batch of 1,000 + select", "one SELECT for those of a batch that lost; a COMMIT a batch", 1_000_000),
    JDBC_BATCH_SORTED("the same, sorted by id", "the same on rows that were sorted first", 100_000),
    JDBI("Jdbi PreparedBatch + select", "the same with Jdbi", 100_000),
    JOOQ("jOOQ batch + select", "the same with jOOQ: one statement, values bound", 100_000),
    HIBERNATE("Hibernate, transaction per row", "find, compare, set, COMMIT", 1_000),
    STATELESS("Hibernate StatelessSession, one transaction", "get, compare, update; one COMMIT a call", 10_000),
    BY_HAND(
            "set-based statement by hand",
            "sorted by id, arrays of 1,000; one SELECT for those that lost; a COMMIT each",
            1_000_000),
    FLOOR("floor: planner's choice", "changes lie in a temporary table: one UPDATE from it, one COMMIT", 1_000_000),
    FLOOR_NESTED("floor: nested loop", "the same", 1_000_000),
    FLOOR_HASH("floor: hash join", "the same", 1_000_000),
    LIBRARY("versioning-bulk", "`BulkTable.apply`; a COMMIT a chunk of 5,000", 1_000_000),
    LIBRARY_JOOQ("versioning-bulk over jOOQ", "`BulkRecords.apply`", 100_000),
    LIBRARY_JPA("versioning-bulk over JPA", "`BulkEntities.apply`", 100_000);

    private final String title;
    private final String how;
    private final int largest;

    Way(String title, String how, int largest) {
        this.title = title;
        this.how = how;
        this.largest = largest;
    }

    String title() {
        return title;
    }

    /** What it does, and what it commits. */
    String how() {
        return how;
    }

    int largest() {
        return largest;
    }

    boolean takes(int rows) {
        return rows <= largest && !(isFloor() && rows < 1_000);
    }

    /** A floor is the least that the server can do: it is told nothing and tells nothing. */
    boolean isFloor() {
        return name().startsWith("FLOOR");
    }

    boolean isSlow() {
        return this == HIBERNATE || this == STATELESS || this == ROW_BY_ROW;
    }

    /** As it is written in arguments and files: {@code jdbc-batch}. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Way of(String code) {
        return Arrays.stream(values())
                .filter(way -> way.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no way is called " + code));
    }
}
