package io.versioning.jpa.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A transaction that is declared to be read-only writes nothing, and says so, whatever the driver makes of it. */
class ReadOnlyTests {

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

    abstract static class Cases extends OnSpring {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        private void refuses(Supplier<?> write) {
            service.callReading(() -> {
                assertThatThrownBy(write::get)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("read-only");
                return true;
            });
            assertThat(row(1)).isEqualTo("Q3 1");
            assertThat(row(3)).isNull();
        }

        @Test
        void reads() {
            assertThat(service.callReading(() ->
                            versioning.read(Portfolio.class, 1).orElseThrow().version()))
                    .isEqualTo(1);
        }

        @Test
        void refusesAnUpdate() {
            refuses(() -> renamed(1, "Q4"));
        }

        @Test
        void refusesATouch() {
            refuses(() -> versioning.touch(Portfolio.class, 1).expecting(1).apply());
        }

        @Test
        void refusesADelete() {
            refuses(() -> {
                versioning.delete(Portfolio.class, 1).expecting(1).apply();
                return true;
            });
        }

        @Test
        void refusesToSave() {
            Portfolio form = read(1);
            form.rename("Q4");
            refuses(() -> versioning.save(form));
            assertThat(form.version()).isEqualTo(1);
        }

        @Test
        void refusesAnInsert() {
            Portfolio fresh = new Portfolio(3, "Shares");
            refuses(() -> versioning.insert(fresh));
            assertThat(fresh.getVersion()).isNull();
        }

        @Test
        void refusesToGuard() {
            Portfolio fresh = new Portfolio(3, "Shares");
            refuses(() -> versioning.guarding(() -> repository.save(fresh)));
            refuses(() -> versioning.guarding(() -> repository.saveAndFlush(fresh)));
        }
    }
}
