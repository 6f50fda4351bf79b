package io.versioning.jpa.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.Conflict;
import io.versioning.VersionRequiredException;
import io.versioning.WriteRefusedException;
import io.versioning.jpa.kinds.Identified.OnIdentity;
import io.versioning.jpa.kinds.Identified.OnPrimitiveIdentity;
import io.versioning.jpa.kinds.Identified.OnSequence;
import io.versioning.jpa.kinds.Identified.OnUuid;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Entities whose ids are generated, by the database or before it is asked. */
class GeneratedIdsTests {

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

    /** An entity with a generated id, as a test handles it. */
    record Generated<E>(
            Class<E> type, Supplier<E> create, Function<E, Object> id, BiConsumer<E, String> text, long first) {

        E fresh() {
            return create.get();
        }

        @Override
        public String toString() {
            return type.getSimpleName();
        }
    }

    abstract static class Cases extends OnEntities {

        Cases(DatabaseKind kind) {
            super(kind, OnIdentity.class, OnPrimitiveIdentity.class, OnSequence.class, OnUuid.class);
        }

        @Override
        List<String> afterTables() {
            return Stream.of("OnIdentity", "OnPrimitiveIdentity", "OnSequence", "OnUuid")
                    .map(table -> "alter table %s add check (text <> 'refused')".formatted(table))
                    .toList();
        }

        private static class Undo extends RuntimeException {
            private static final long serialVersionUID = 1;
        }

        static Stream<Generated<?>> all() {
            return Stream.of(
                    new Generated<>(OnIdentity.class, OnIdentity::new, e -> e.id, (e, text) -> e.text = text, 1),
                    new Generated<>(
                            OnPrimitiveIdentity.class,
                            OnPrimitiveIdentity::new,
                            e -> e.id,
                            (e, text) -> e.text = text,
                            0),
                    new Generated<>(OnSequence.class, OnSequence::new, e -> e.id, (e, text) -> e.text = text, 1),
                    new Generated<>(OnUuid.class, OnUuid::new, e -> e.id, (e, text) -> e.text = text, 1));
        }

        private long rows(Generated<?> generated) {
            return number("select count(*) from " + generated);
        }

        @ParameterizedTest
        @MethodSource("all")
        <E> void saveOfANewEntityInsertsIt(Generated<E> generated) {
            E saved = versioning.save(generated.fresh());
            assertThat(versioning.version(saved)).isEqualTo(generated.first());
            assertThat(versioning.read(generated.type(), generated.id().apply(saved)))
                    .isPresent();
        }

        @ParameterizedTest
        @MethodSource("all")
        <E> void entityIsUpdatedTouchedAndDeleted(Generated<E> generated) {
            E inserted = versioning.insert(generated.fresh());
            Object id = generated.id().apply(inserted);
            generated.text().accept(inserted, "second");
            E saved = versioning.save(inserted);
            assertThat(versioning.version(saved)).isEqualTo(generated.first() + 1);
            assertThat(conflictOf(() -> versioning.save(inserted)).actual()).hasValue(generated.first() + 1);
            versioning
                    .touch(generated.type(), id)
                    .expecting(generated.first() + 1)
                    .apply();
            versioning
                    .delete(generated.type(), id)
                    .expecting(generated.first() + 2)
                    .apply();
            assertThat(conflictOf(() -> versioning.save(saved)).kind()).isEqualTo(Conflict.Kind.MISSING);
            assertThat(versioning.read(generated.type(), id)).isEmpty();
        }

        @ParameterizedTest
        @MethodSource("all")
        <E> void refusedEntityIsAsNewAsItWas(Generated<E> generated) {
            long rows = rows(generated);
            E refused = generated.fresh();
            Object before = generated.id().apply(refused);
            generated.text().accept(refused, "refused");
            assertThatThrownBy(() -> versioning.insert(refused)).isInstanceOf(WriteRefusedException.class);
            assertThat(generated.id().apply(refused)).isEqualTo(before);
            generated.text().accept(refused, "accepted");
            assertThat(versioning.version(versioning.save(refused))).isEqualTo(generated.first());
            assertThat(rows(generated)).isEqualTo(rows + 1);
        }

        @ParameterizedTest
        @MethodSource("all")
        <E> void entityIsAsNewAsItWasAfterARollback(Generated<E> generated) {
            long rows = rows(generated);
            E entity = generated.fresh();
            Object before = generated.id().apply(entity);
            assertThatThrownBy(() -> joined((em, within) -> {
                        within.insert(entity);
                        generated.text().accept(entity, "second");
                        within.save(entity);
                        throw new Undo();
                    }))
                    .isInstanceOf(Undo.class);
            assertThat(generated.id().apply(entity)).isEqualTo(before);
            assertThat(versioning.version(versioning.save(entity))).isEqualTo(generated.first());
            assertThat(rows(generated)).isEqualTo(rows + 1);
        }

        @Test
        void saveAsksForAVersionThatWasLostWhereIdsAreAlwaysGenerated() {
            OnIdentity lost = new OnIdentity();
            lost.id = versioning.insert(new OnIdentity()).id;
            OnUuid lostToo = new OnUuid();
            lostToo.id = versioning.insert(new OnUuid()).id;
            assertThatThrownBy(() -> versioning.save(lost))
                    .isInstanceOf(VersionRequiredException.class)
                    .hasMessageContaining("OnIdentity " + lost.id);
            assertThatThrownBy(() -> versioning.save(lostToo)).isInstanceOf(VersionRequiredException.class);
        }

        @ParameterizedTest
        @MethodSource("all")
        <E> void entityThatIsStoredIsNotInsertedAgain(Generated<E> generated) {
            E stored = versioning.insert(generated.fresh());
            long rows = rows(generated);
            assertThatThrownBy(() -> versioning.insert(stored)).isInstanceOf(IllegalArgumentException.class);
            assertThat(rows(generated)).isEqualTo(rows);
        }
    }
}
