package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.Refusal;
import io.versioning.WriteRefusedException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Nulls where the mapping takes none, which the provider refuses without saying whose they are. */
class NullsTests {

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

    @Entity(name = "Named")
    @Table(name = "named")
    static class Named {
        @Id
        Long id;

        @Version
        Long version;

        @Column(name = "the_name", nullable = false)
        String name;

        protected Named() {}

        Named(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    abstract static class Cases extends OnUnit {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @Override
        List<String> schema() {
            return List.of(
                    "create table named (id bigint primary key, version bigint not null, the_name varchar(50) not null)");
        }

        @Override
        List<Class<?>> entities() {
            return List.of(Named.class);
        }

        @BeforeEach
        void insertRows() {
            for (long id = 1; id <= 3; id++) {
                Named unused = versioning.insert(new Named(id, "name " + id));
            }
        }

        private void requireRefused(String row, Consumer<EntityManager> work) {
            assertThatThrownBy(() -> use(work))
                    .isInstanceOfSatisfying(
                            WriteRefusedException.class,
                            thrown -> assertThat(thrown.refusal()).isEqualTo(Refusal.notNull("the_name", "23502")))
                    .hasMessageStartingWith("Named " + row + ":");
        }

        @Test
        void rowThatIsWrittenAlongIsNamed() {
            requireRefused("2", em -> {
                em.find(Named.class, 2L).name = null;
                joined(em).update(Named.class, 1L).expecting(0).apply(named -> named.name = "fine");
            });
            requireRefused("2", em -> joined(em).guarding(() -> em.find(Named.class, 2L).name = null));
        }

        @Test
        void rowOfTheCallIsNamed() {
            requireRefused(
                    "1", em -> joined(em).update(Named.class, 1L).expecting(0).apply(named -> named.name = null));
        }

        @Test
        void oneOfSeveralIsNotGuessed() {
            requireRefused(
                    "one of several rows",
                    em -> joined(em).guarding(() -> {
                        em.find(Named.class, 2L).name = null;
                        em.find(Named.class, 3L).name = null;
                    }));
        }
    }
}
