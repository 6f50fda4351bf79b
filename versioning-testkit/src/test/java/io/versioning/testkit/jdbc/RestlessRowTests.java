package io.versioning.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.Conflict;
import io.versioning.Conflict.ReadFrom;
import io.versioning.ConflictException;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.StatementProbe;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * A row that is never at the expected version when it is written, and always when it is read: after three tries it is
 * locked, and then it holds still.
 */
class RestlessRowTests {

    @Nested
    @RunsOn(DatabaseKind.H2)
    class H2 extends Cases {
        H2() {
            super(DatabaseKind.H2);
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class Postgres extends Cases {
        Postgres() {
            super(DatabaseKind.POSTGRES);
        }
    }

    abstract static class Cases extends OnDatabase {

        private static final int EXPECTED = 3;

        private final StatementProbe probe = new StatementProbe();
        private GuardedTable watched;

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @BeforeEach
        void anotherWriterMovesTheRowBackAndForth() {
            accounts.insert(1).set("balance", 5).apply();
            watched = JdbcVersioning.over(probe.watch(database.dataSource()))
                    .withoutListeners()
                    .table("account", "id");
            watched.check();
            probe.clear();
            for (int attempt = 1; attempt <= 3; attempt++) {
                probe.onStatement("update").nth(attempt).runBefore(() -> moveTo(9));
                probe.onStatement("isolation").nth(attempt).runBefore(() -> moveTo(EXPECTED));
            }
        }

        private void moveTo(int version) {
            database.execute("update account set version = " + version + " where id = 1");
        }

        private String locking() {
            return isPostgres() ? "for no key update" : "for update";
        }

        @Test
        void isLockedAndWritten() throws SQLException {
            assertThat(watched.update(1).expecting(EXPECTED).set("balance", 6).apply())
                    .isEqualTo(EXPECTED + 1);
            assertThat(query("select balance from account")).isEqualTo("6");
            assertThat(query("select version from account")).isEqualTo("4");
            probe.requireAllHappened();
            assertThat(probe.statements())
                    .hasSize(8)
                    .element(6)
                    .asString()
                    .startsWith("select")
                    .endsWith(locking());
        }

        @Test
        void isAConflictIfItHasMovedOnWhenItIsLocked() throws SQLException {
            probe.onStatement(locking()).runBefore(() -> moveTo(7));
            assertThatThrownBy(() -> watched.update(1)
                            .expecting(EXPECTED)
                            .set("balance", 6)
                            .apply())
                    .isInstanceOfSatisfying(
                            ConflictException.class,
                            thrown -> assertThat(thrown.conflict())
                                    .isEqualTo(Conflict.stale("account", 1, EXPECTED, 7, ReadFrom.COMMITTED)));
            assertThat(query("select balance from account")).isEqualTo("5");
            probe.requireAllHappened();
        }
    }
}
