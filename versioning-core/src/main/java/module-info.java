/**
 * The vocabulary of conflicts, guarded writes over plain JDBC, transactions, events, comparison and merge, and the DDL
 * of the version column.
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the adapters, which are not there yet when this is compiled
module io.versioning {
    requires transitive java.sql;
    requires transitive org.slf4j;
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;

    exports io.versioning;
    exports io.versioning.event;
    exports io.versioning.jdbc;
    exports io.versioning.merge;
    exports io.versioning.schema;
    exports io.versioning.transaction;
    exports io.versioning.internal.event to
            io.versioning.bulk,
            io.versioning.jooq,
            io.versioning.jpa;
    exports io.versioning.internal.sql to
            io.versioning.bulk,
            io.versioning.jooq,
            io.versioning.jpa;
    exports io.versioning.internal.text to
            io.versioning.bulk,
            io.versioning.jooq,
            io.versioning.jpa;
    exports io.versioning.internal.write to
            io.versioning.bulk,
            io.versioning.jooq,
            io.versioning.jpa;
}
