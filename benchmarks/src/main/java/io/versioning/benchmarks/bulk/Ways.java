package io.versioning.benchmarks.bulk;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Opens the ways of writing that a database has. */
final class Ways {

    private static final Set<Way> ON_H2 = EnumSet.of(
            Way.ROW_BY_ROW,
            Way.JDBC_BATCH,
            Way.JDBC_BATCH_SORTED,
            Way.JDBI,
            Way.JOOQ,
            Way.LIBRARY,
            Way.LIBRARY_JOOQ,
            Way.LIBRARY_JPA);

    private Ways() {}

    /** Opens those of some ways that the database has. */
    static List<WayOfWriting> open(Database database, Set<Way> some) throws SQLException {
        List<WayOfWriting> ways = new ArrayList<>();
        for (Way way : some) {
            if (database instanceof PostgresDatabase || ON_H2.contains(way)) {
                ways.add(open(database, way));
            }
        }
        return ways;
    }

    private static WayOfWriting open(Database database, Way way) throws SQLException {
        return switch (way) {
            case ROW_BY_ROW -> new RowByRow(database);
            case JDBC_BATCH -> new JdbcBatch(database, false);
            case JDBC_BATCH_SORTED -> new JdbcBatch(database, true);
            case JDBI -> new JdbiBatch(database);
            case JOOQ -> new JooqBatch(database);
            case HIBERNATE -> new HibernatePerRow(database);
            case STATELESS -> new HibernateStateless(database);
            case BY_HAND -> new ByHand(database);
            case FLOOR, FLOOR_NESTED, FLOOR_HASH -> new Floor(database, way);
            case LIBRARY -> new Library(database);
            case LIBRARY_JOOQ -> new LibraryOverJooq(database);
            case LIBRARY_JPA -> new LibraryOverJpa(database);
        };
    }
}
