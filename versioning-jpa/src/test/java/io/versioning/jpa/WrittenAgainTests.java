package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.TableUnsuitableException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.RollbackException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEntityEventListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What happens between the flush of a call and its COMMIT: entities that are dirty again, and callbacks that fail. */
class WrittenAgainTests {

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

    /** Has no equals. */
    static final class Words {
        final String text;

        Words(String text) {
            this.text = text;
        }
    }

    /** Reads new ones each time. */
    @Converter
    public static class WordsConverter implements AttributeConverter<Words, String> {
        @Override
        public String convertToDatabaseColumn(Words words) {
            return words.text;
        }

        @Override
        public Words convertToEntityAttribute(String text) {
            return new Words(text);
        }
    }

    /** Is dirty at each flush. */
    @Entity(name = "NeverClean")
    static class NeverClean extends VersionedEntity {
        @Id
        Long id;

        @Convert(converter = WordsConverter.class)
        Words words = new Words("first");
    }

    abstract static class Cases extends OnUnit {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @Override
        List<Class<?>> entities() {
            return List.of(Restless.class, NeverClean.class);
        }

        @Override
        List<String> schema() {
            List<String> schema = new ArrayList<>(Restless.SCHEMA);
            schema.add("create table NeverClean (id bigint primary key, words varchar(20), version bigint not null)");
            schema.add("insert into NeverClean values (1, 'first', 1)");
            return schema;
        }

        @AfterEach
        void calm() {
            Restless.calm();
        }

        private long versionOf(String table) {
            return number("select max(version) from " + table);
        }

        @Test
        void callbackThatMakesTheEntityDirtyAgainDoesNotAdvanceTwice() {
            Restless.afterUpdate(restless -> restless.writes++);
            assertThatThrownBy(() ->
                            versioning.update(Restless.class, 1L).expecting(1).apply(restless -> restless.writes = 1))
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessageContaining("dirty again")
                    .hasMessageContaining("the write was undone");
            assertThat(versionOf("Restless")).isEqualTo(1);
        }

        @Test
        void attributeThatNeverEqualsItselfDoesNotAdvanceTwice() {
            assertThatThrownBy(() -> versioning
                            .update(NeverClean.class, 1L)
                            .expecting(1)
                            .apply(never -> never.words = new Words("mine")))
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessageContaining("dirty again");
            assertThat(versionOf("NeverClean")).isEqualTo(1);
        }

        @Test
        void attributeThatNeverEqualsItselfDoesNotStartAtTwo() {
            NeverClean fresh = new NeverClean();
            fresh.id = 2L;
            assertThatThrownBy(() -> versioning.insert(fresh)).isInstanceOf(TableUnsuitableException.class);
            assertThat(fresh.getVersion()).isNull();
            assertThat(number("select count(*) from NeverClean")).isEqualTo(1);
        }

        @Test
        void failureOfACallbackIsThrownAsItIs() {
            IllegalStateException own = new IllegalStateException("the callback's own");
            Restless.afterUpdate(restless -> {
                throw own;
            });
            assertThatThrownBy(() ->
                            versioning.update(Restless.class, 1L).expecting(1).apply(restless -> restless.writes = 1))
                    .isSameAs(own);
            assertThat(versionOf("Restless")).isEqualTo(1);
        }

        @Test
        void whatStopsTheCommitBeforeItIsSentIsNotUnknown() {
            onFlushOf(unit, event -> {
                if (((Restless) event.getEntity()).version() == 2) {
                    throw new IllegalStateException("not today");
                }
            });
            assertThatThrownBy(() ->
                            versioning.update(Restless.class, 1L).expecting(1).apply(restless -> restless.writes = 1))
                    .isInstanceOf(RollbackException.class)
                    .hasRootCauseMessage("not today");
            assertThat(probe.commits()).isZero();
            assertThat(versionOf("Restless")).isEqualTo(1);
        }

        @Test
        void transactionThatSomethingElseDoomsIsNotToldAsCommitted() {
            onFlushOf(unit, event -> event.getSession().getTransaction().setRollbackOnly());
            assertThatThrownBy(() ->
                            versioning.update(Restless.class, 1L).expecting(1).apply(restless -> restless.writes = 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("rolled back and nothing was written");
            assertThat(versionOf("Restless")).isEqualTo(1);
        }

        private static void onFlushOf(EntityManagerFactory unit, FlushEntityEventListener listener) {
            unit.unwrap(SessionFactoryImplementor.class)
                    .getEventEngine()
                    .getListenerRegistry()
                    .getEventListenerGroup(EventType.FLUSH_ENTITY)
                    .appendListener(listener);
        }
    }
}
