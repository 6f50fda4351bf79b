package io.versioning.jpa.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.TableUnsuitableException;
import io.versioning.VersionOverflowException;
import io.versioning.VersioningException;
import io.versioning.WriteRefusedException;
import io.versioning.jpa.kinds.Widths.Base;
import io.versioning.jpa.kinds.Widths.IntOnSmallint;
import io.versioning.jpa.kinds.Widths.IntegerOnBigint;
import io.versioning.jpa.kinds.Widths.LongOnInteger;
import io.versioning.jpa.kinds.Widths.Nullable;
import io.versioning.jpa.kinds.Widths.NullablePrimitive;
import io.versioning.jpa.kinds.Widths.ShortOnBigint;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A version is counted as far as both its attribute and its column reach, and a row without one is not guarded. */
class VersionColumnsTests {

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
            super(
                    kind,
                    LongOnInteger.class,
                    IntOnSmallint.class,
                    ShortOnBigint.class,
                    IntegerOnBigint.class,
                    Nullable.class,
                    NullablePrimitive.class);
        }

        @Override
        List<String> afterTables() {
            return List.of(
                    "alter table Nullable alter column version drop not null",
                    "alter table NullablePrimitive alter column version drop not null");
        }

        private <E extends Base> E inserted(Class<E> type) {
            try {
                E entity = type.getDeclaredConstructor().newInstance();
                entity.id = newId();
                entity.text = "first";
                return versioning.insert(entity);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        private void setVersion(Base entity, String version) {
            execute("update %s set version = %s where id = %d"
                    .formatted(entity.getClass().getSimpleName(), version, entity.id));
        }

        private long count(Base entity, String condition) {
            return number("select count(*) from %s where id = %d and %s"
                    .formatted(entity.getClass().getSimpleName(), entity.id, condition));
        }

        static Stream<Arguments> lastVersions() {
            return Stream.of(
                    Arguments.of(LongOnInteger.class, (long) Integer.MAX_VALUE),
                    Arguments.of(IntOnSmallint.class, (long) Short.MAX_VALUE),
                    Arguments.of(ShortOnBigint.class, (long) Short.MAX_VALUE),
                    Arguments.of(IntegerOnBigint.class, (long) Integer.MAX_VALUE));
        }

        @ParameterizedTest
        @MethodSource("lastVersions")
        <E extends Base> void narrowerOfAttributeAndColumnIsNotOverflowed(Class<E> type, long last) {
            E entity = inserted(type);
            setVersion(entity, Long.toString(last - 1));
            E updated =
                    versioning.update(type, entity.id).expecting(last - 1).apply(changed -> changed.text = "second");
            assertThat(versioning.version(updated)).isEqualTo(last);
            assertThat(statementsOf(() -> {
                        assertThatThrownBy(() -> versioning
                                        .update(type, entity.id)
                                        .expecting(last)
                                        .apply(changed -> changed.text = "lost"))
                                .isInstanceOf(VersionOverflowException.class);
                        assertThatThrownBy(() -> versioning
                                        .touch(type, entity.id)
                                        .expecting(last)
                                        .apply())
                                .isInstanceOf(VersionOverflowException.class);
                        assertThatThrownBy(() -> versioning.save(updated)).isInstanceOf(VersionOverflowException.class);
                        assertThatThrownBy(() -> versioning
                                        .delete(type, entity.id)
                                        .expecting(last + 1)
                                        .apply())
                                .isInstanceOf(VersionOverflowException.class);
                    }))
                    .isEmpty();
            assertThat(count(entity, "text = 'second' and version = " + last)).isOne();
            versioning.delete(type, entity.id).expecting(last).apply();
            assertThat(count(entity, "1 = 1")).isZero();
        }

        @Test
        void versionThatTheAttributeCannotHoldIsAnErrorAndNothingIsWritten() {
            IntegerOnBigint entity = inserted(IntegerOnBigint.class);
            setVersion(entity, "3000000000");
            assertThatThrownBy(() -> versioning
                            .update(IntegerOnBigint.class, entity.id)
                            .expecting(0)
                            .apply(changed -> changed.text = "lost"))
                    .isInstanceOf(VersioningException.class);
            assertThatThrownBy(() -> versioning.read(IntegerOnBigint.class, entity.id))
                    .isInstanceOf(VersioningException.class);
            assertThat(count(entity, "text = 'first' and version = 3000000000")).isOne();
        }

        static Stream<Class<?>> nullable() {
            return Stream.of(Nullable.class, NullablePrimitive.class);
        }

        @ParameterizedTest
        @MethodSource("nullable")
        <E extends Base> void columnThatAllowsNullIsAcceptedWhereItIsFilled(Class<E> type) {
            E entity = inserted(type);
            assertThat(versioning.version(versioning.save(entity))).isEqualTo(1);
            assertThat(conflictOf(() -> versioning.save(entity)).actual()).hasValue(1);
        }

        @Test
        void rowWithoutAVersionIsRefused() {
            Class<Nullable> type = Nullable.class;
            Nullable entity = inserted(type);
            setVersion(entity, "null");
            assertThatThrownBy(() ->
                            versioning.update(type, entity.id).expecting(0).apply(changed -> changed.text = "lost"))
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessageContaining("the row has no version");
            assertThatThrownBy(
                            () -> versioning.touch(type, entity.id).expecting(0).apply())
                    .isInstanceOf(TableUnsuitableException.class);
            assertThatThrownBy(() ->
                            versioning.delete(type, entity.id).expecting(0).apply())
                    .isInstanceOf(TableUnsuitableException.class);
            assertThatThrownBy(() -> versioning.save(entity)).isInstanceOf(TableUnsuitableException.class);
            assertThat(count(entity, "text = 'first' and version is null")).isOne();
        }

        /** The provider itself can't load such a row. */
        @Test
        void rowWithoutAVersionIsNotWrittenWhereTheAttributeIsPrimitive() {
            NullablePrimitive entity = inserted(NullablePrimitive.class);
            setVersion(entity, "null");
            assertThatThrownBy(() -> versioning
                            .update(NullablePrimitive.class, entity.id)
                            .expecting(0)
                            .apply(changed -> changed.text = "lost"))
                    .isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> versioning.save(entity)).isInstanceOf(RuntimeException.class);
            assertThat(count(entity, "text = 'first' and version is null")).isOne();
        }

        @Test
        void entityThatWasReadWithoutAVersionIsNotSavedOverItsRow() {
            Nullable entity = inserted(Nullable.class);
            setVersion(entity, "null");
            Nullable read = versioning.read(Nullable.class, entity.id).orElseThrow();
            read.text = "lost";
            assertThatThrownBy(() -> versioning.version(read)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> versioning.save(read)).isInstanceOf(WriteRefusedException.class);
            assertThat(count(entity, "text = 'first' and version is null")).isOne();
        }
    }
}
