package io.versioning.examples.writers;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.Race;
import io.versioning.testkit.fixture.Result;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.cfg.Configuration;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Writers through the library, over each adapter, and past it, on one table and one entity. */
class InteroperationTest {

    @Nested
    @RunsOn(DatabaseKind.H2)
    class OnH2 extends Contract {
        OnH2() {
            super(DatabaseKind.H2, SQLDialect.H2);
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class OnPostgres extends Contract {
        OnPostgres() {
            super(DatabaseKind.POSTGRES, SQLDialect.POSTGRES);
        }
    }

    abstract static class Contract {

        private static final int VISITS_OF_EACH = 10;
        private static final String ORD = "insert into \"airport\" (\"iata\") values ('ORD')";

        private final DatabaseKind kind;
        private final SQLDialect dialect;
        private TestDatabase database;
        private LendingPool pool;
        private EntityManagerFactory unit;
        private Map<String, Writer> writers;

        Contract(DatabaseKind kind, SQLDialect dialect) {
            this.kind = kind;
            this.dialect = dialect;
        }

        @BeforeEach
        void open() {
            database = kind.open();
            database.execute(Airport.DDL);
            pool = database.pooled(12);
            Configuration configuration = new Configuration().addAnnotatedClass(Airport.class);
            configuration.getProperties().put("hibernate.connection.datasource", pool);
            configuration.setProperty("hibernate.globally_quoted_identifiers", "true");
            unit = configuration.buildSessionFactory();
            writers = Writers.all(pool, DSL.using(pool, dialect), unit);
        }

        @AfterEach
        void close() {
            unit.close();
            pool.close();
            database.close();
        }

        @Test
        void whoeverIsSecondLosesToWhoeverWasFirst() {
            writers.forEach((first, winner) -> writers.forEach((second, loser) -> {
                String iata =
                        "A" + Integer.toHexString((first + second).hashCode()).substring(0, 3);
                database.execute("delete from \"airport\"");
                database.execute(ORD);
                Writer.Seen seenByWinner = winner.read("ORD");
                Writer.Seen seenByLoser = loser.read("ORD");

                assertThat(winner.visit("ORD", seenByWinner)).as(first).isTrue();
                assertThat(loser.visit("ORD", seenByLoser)).as(second).isFalse();

                for (Writer reader : writers.values()) {
                    assertThat(reader.read("ORD")).isEqualTo(new Writer.Seen(1, 2));
                }
            }));
        }

        @Test
        void noVisitIsLostHoweverManyWriteAtOnce() {
            database.execute(ORD);
            List<Writer> twice = new ArrayList<>(writers.values());
            twice.addAll(writers.values());

            List<Result<Integer>> results = Race.of(twice.size(), index -> {
                for (int visit = 0; visit < VISITS_OF_EACH; visit++) {
                    visit(twice.get(index));
                }
                return VISITS_OF_EACH;
            });
            assertThat(results).containsOnly(new Result.Returned<>(VISITS_OF_EACH));

            int visits = twice.size() * VISITS_OF_EACH;
            for (Writer reader : writers.values()) {
                assertThat(reader.read("ORD")).isEqualTo(new Writer.Seen(visits, visits + 1));
            }
            assertThat(pool.violations()).isEmpty();
        }

        private static void visit(Writer writer) {
            boolean written = false;
            while (!written) {
                written = writer.visit("ORD", writer.read("ORD"));
            }
        }
    }
}
