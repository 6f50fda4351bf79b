package io.versioning.jpa.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Conflict;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names of entities, tables and columns may be whatever the database and the provider put up with. */
class NamesTests {

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

    abstract static class Cases extends OnEntities {

        Cases(DatabaseKind kind) {
            super(kind, Named.entities());
        }

        @Override
        List<String> beforeTables() {
            return List.of(
                    "drop schema if exists inventory cascade",
                    "drop schema if exists \"In.ventory\" cascade",
                    "create schema inventory",
                    "create schema \"In.ventory\"");
        }

        static Stream<Class<?>> all() {
            return Stream.of(Named.entities());
        }

        private <E> E create(Class<E> type, long id) {
            EntityPersister persister = unit.unwrap(SessionFactoryImplementor.class)
                    .getMappingMetamodel()
                    .getEntityDescriptor(type);
            return bare(em -> type.cast(persister.instantiate(id, em.unwrap(SharedSessionContractImplementor.class))));
        }

        @ParameterizedTest
        @MethodSource("all")
        <E> void entityIsWrittenAndLostByWhateverName(Class<E> type) {
            long id = newId();
            versioning.insert(create(type, id));
            E read = versioning.read(type, id).orElseThrow();
            assertThat(versioning.version(versioning.save(read))).isEqualTo(1);
            assertThat(versioning.version(
                            versioning.touch(type, id).expecting(1).apply()))
                    .isEqualTo(2);
            assertThat(conflictOf(() -> versioning.save(read)).actual()).hasValue(2);
            Conflict conflict = conflictOf(() ->
                    versioning.delete(type, id).expecting(1).withCurrentState().apply());
            assertThat(conflict.entity()).isEqualTo(type.getSimpleName());
            assertThat(versioning.version(conflict.currentState(type).orElseThrow()))
                    .isEqualTo(2);
            versioning.delete(type, id).expecting(2).apply();
            assertThat(conflictOf(() -> versioning.save(read)).kind()).isEqualTo(Conflict.Kind.MISSING);
        }
    }
}
