package io.versioning.examples.writers;

import io.versioning.ConflictException;
import io.versioning.Conflicts;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.Row;
import io.versioning.jooq.GuardedRecords;
import io.versioning.jooq.JooqVersioning;
import io.versioning.jpa.JpaVersioning;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.RollbackException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** All kinds of writers of one table: through the library, over each adapter, and past it. */
final class Writers {

    private Writers() {}

    static Map<String, Writer> all(DataSource dataSource, DSLContext dsl, EntityManagerFactory unit) {
        Map<String, Writer> writers = new LinkedHashMap<>();
        writers.put("ours over JDBC", new OverJdbc(dataSource));
        writers.put("ours over jOOQ", new OverJooq(dsl));
        writers.put("ours over JPA", new OverJpa(unit));
        writers.put("plain JDBC", new PlainJdbc(dataSource));
        writers.put("plain jOOQ", new PlainJooq(dsl));
        writers.put("plain JPA", new PlainJpa(unit));
        return writers;
    }

    private static boolean wins(BooleanSupplier write) {
        try {
            return write.getAsBoolean();
        } catch (ConflictException conflict) {
            return false;
        }
    }

    private record OverJdbc(GuardedTable airports) implements Writer {

        OverJdbc(DataSource dataSource) {
            this(JdbcVersioning.over(dataSource).withoutListeners().table("airport", "iata"));
        }

        @Override
        public Seen read(String iata) {
            Row row = airports.read(iata).orElseThrow();
            return new Seen(row.get("visits", Integer.class), row.version());
        }

        @Override
        public boolean visit(String iata, Seen seen) {
            return wins(() -> airports.update(iata)
                            .expecting(seen.version())
                            .set("visits", seen.visits() + 1)
                            .apply()
                    > 0);
        }
    }

    private static final Field<String> IATA = DSL.field(DSL.name("iata"), String.class);
    private static final Field<Integer> VISITS = DSL.field(DSL.name("visits"), Integer.class);
    private static final Field<Long> VERSION = DSL.field(DSL.name("version"), Long.class);

    private record OverJooq(GuardedRecords<Record> airports) implements Writer {

        OverJooq(DSLContext dsl) {
            this(JooqVersioning.over(dsl).withoutListeners().table(DSL.table(DSL.name("airport")), IATA));
        }

        @Override
        public Seen read(String iata) {
            Record row = airports.read(iata).orElseThrow();
            return new Seen(row.get(VISITS), airports.version(row));
        }

        @Override
        public boolean visit(String iata, Seen seen) {
            return wins(() -> airports.update(iata)
                            .expecting(seen.version())
                            .set(VISITS, seen.visits() + 1)
                            .apply()
                    > 0);
        }
    }

    private record OverJpa(JpaVersioning versioning) implements Writer {

        OverJpa(EntityManagerFactory unit) {
            this(JpaVersioning.over(unit).withoutListeners());
        }

        @Override
        public Seen read(String iata) {
            Airport airport = versioning.read(Airport.class, iata).orElseThrow();
            return new Seen(airport.visits, airport.version());
        }

        @Override
        public boolean visit(String iata, Seen seen) {
            return wins(() -> versioning
                            .update(Airport.class, iata)
                            .expecting(seen.version())
                            .apply(airport -> airport.visits = seen.visits() + 1)
                            .version()
                    > 0);
        }
    }

    private record PlainJdbc(DataSource dataSource) implements Writer {

        @Override
        public Seen read(String iata) {
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement statement = connection.prepareStatement("""
                            select "visits", "version" from "airport" where "iata" = ?""")) {
                statement.setString(1, iata);
                try (ResultSet found = statement.executeQuery()) {
                    found.next();
                    return new Seen(found.getInt(1), found.getLong(2));
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean visit(String iata, Seen seen) {
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement statement = connection.prepareStatement("""
                            update "airport" set "visits" = ?, "version" = "version" + 1
                             where "iata" = ? and "version" = ?""")) {
                statement.setInt(1, seen.visits() + 1);
                statement.setString(2, iata);
                statement.setLong(3, seen.version());
                return statement.executeUpdate() == 1;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record PlainJooq(DSLContext dsl) implements Writer {

        @Override
        public Seen read(String iata) {
            return dsl.select(VISITS, VERSION)
                    .from(DSL.table(DSL.name("airport")))
                    .where(IATA.eq(iata))
                    .fetchSingle(row -> new Seen(row.value1(), row.value2()));
        }

        @Override
        public boolean visit(String iata, Seen seen) {
            return dsl.update(DSL.table(DSL.name("airport")))
                            .set(VISITS, seen.visits() + 1)
                            .set(VERSION, VERSION.plus(1))
                            .where(IATA.eq(iata))
                            .and(VERSION.eq(seen.version()))
                            .execute()
                    == 1;
        }
    }

    /** As an application without the library would: read, keep the object, change it, merge it. */
    private record PlainJpa(EntityManagerFactory unit) implements Writer {

        @Override
        public Seen read(String iata) {
            EntityManager em = unit.createEntityManager();
            try {
                Airport airport = em.find(Airport.class, iata);
                return new Seen(airport.visits, airport.version());
            } finally {
                em.close();
            }
        }

        @Override
        public boolean visit(String iata, Seen seen) {
            EntityManager em = unit.createEntityManager();
            try {
                em.getTransaction().begin();
                Airport airport = Objects.requireNonNull(em.find(Airport.class, iata));
                if (airport.version() != seen.version()) {
                    em.getTransaction().rollback();
                    return false;
                }
                airport.visits = seen.visits() + 1;
                em.getTransaction().commit();
                return true;
            } catch (RollbackException | OptimisticLockException failed) {
                if (Conflicts.from(failed).isEmpty()) {
                    throw failed;
                }
                return false;
            } finally {
                em.close();
            }
        }
    }
}
