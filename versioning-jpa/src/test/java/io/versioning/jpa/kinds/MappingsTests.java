package io.versioning.jpa.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Conflict;
import io.versioning.jpa.kinds.Mapped.Badge;
import io.versioning.jpa.kinds.Mapped.Base;
import io.versioning.jpa.kinds.Mapped.Dynamic;
import io.versioning.jpa.kinds.Mapped.Excluding;
import io.versioning.jpa.kinds.Mapped.Sealed;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However an entity is mapped, a write advances its version exactly once, and a stale one changes nothing. */
class MappingsTests {

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

    abstract static class Cases extends OnMappings {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @Test
        void onlyWhatWasChangedIsWrittenByADynamicUpdate() {
            Dynamic entity = inserted(new Dynamic());
            advancesOnce(Dynamic.class, entity.id, changed -> changed.note = "x", changed -> changed.note = null);
            List<String> statements = statementsOf(() ->
                    versioning.update(Dynamic.class, entity.id).expecting(2).apply(changed -> changed.note = "y"));
            assertThat(statements).last().asString().doesNotContain("name=");
            versioning.touch(Dynamic.class, entity.id).expecting(3).apply();
            assertThat(storedVersion(Dynamic.class, entity.id)).isEqualTo(4);
        }

        @Test
        void attributeThatIsExcludedFromLockingAdvancesOnceToo() {
            Excluding entity = inserted(new Excluding());
            advancesOnce(Excluding.class, entity.id, changed -> changed.seen = "x", changed -> changed.seen = "y");
            assertThat(valueIn(Excluding.class, entity.id, found -> found.seen)).isEqualTo("y");
            advancesOnce(
                    Excluding.class,
                    entity.id,
                    changed -> changed.readers.add("Ada"),
                    changed -> changed.readers.remove("Ada"));
            advancesOnce(
                    Excluding.class,
                    entity.id,
                    changed -> {
                        changed.seen = "z";
                        changed.name = "z";
                        changed.readers.add("Bob");
                    },
                    changed -> changed.readers.clear());
        }

        @Test
        void naturalIdMayBeChanged() {
            Badge badge = new Badge();
            badge.id = newId();
            badge.number = "a" + badge.id;
            versioning.insert(badge);
            advancesOnce(
                    Badge.class,
                    badge.id,
                    changed -> changed.number = "b" + badge.id,
                    changed -> changed.number = "c" + badge.id);
            Badge found = bare(em ->
                    em.unwrap(Session.class).bySimpleNaturalId(Badge.class).load("c" + badge.id));
            assertThat(versioning.version(found)).isEqualTo(3);
        }

        @Test
        void proxyIsWrittenLikeTheEntity() {
            Dynamic entity = inserted(new Dynamic());
            joined((em, within) -> {
                Dynamic proxy = em.getReference(Dynamic.class, entity.id);
                Dynamic updated =
                        within.update(Dynamic.class, entity.id).expecting(0).apply(changed -> changed.note = "second");
                assertThat(within.version(updated)).isEqualTo(1);
                assertThat(within.version(proxy)).isEqualTo(1);
                assertThat(within.version(within.save(proxy))).isEqualTo(2);
                return null;
            });
            assertThat(valueIn(Dynamic.class, entity.id, found -> found.note)).isEqualTo("second");
            assertThat(storedVersion(Dynamic.class, entity.id)).isEqualTo(2);
            Dynamic detached = bare(em -> {
                Dynamic proxy = em.getReference(Dynamic.class, entity.id);
                Hibernate.initialize(proxy);
                return proxy;
            });
            assertThat(versioning.version(versioning.save(detached))).isEqualTo(3);
            assertThat(conflictOf(() -> versioning.save(detached)).actual()).hasValue(3);
        }

        @Test
        void proxyOfARowThatIsGoneIsMissing() {
            long gone = newId();
            assertThat(conflictOf(() -> joined((em, within) -> {
                                em.getReference(Dynamic.class, gone);
                                return within.touch(Dynamic.class, gone)
                                        .expecting(1)
                                        .apply();
                            }))
                            .kind())
                    .isEqualTo(Conflict.Kind.MISSING);
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void entityOfWhichNoProxyCanBeMadeIsLikeOthers(boolean withState) {
            Sealed entity = new Sealed();
            entity.id = newId();
            versioning.insert(entity);
            advancesOnce(Sealed.class, entity.id, changed -> changed.name = "x", changed -> changed.name = "y");
            var touch = versioning.touch(Sealed.class, entity.id).expecting(1);
            assertThat(conflictOf(() -> (withState ? touch.withCurrentState() : touch).apply())
                            .actual())
                    .hasValue(2);
            assertThat(conflictOf(() -> joined((em, within) -> within.save(entity)))
                            .actual())
                    .hasValue(2);
            versioning.delete(Sealed.class, entity.id).expecting(2).apply();
            assertThat(conflictOf(() -> (withState ? touch.withCurrentState() : touch).apply())
                            .kind())
                    .isEqualTo(Conflict.Kind.MISSING);
        }

        @ParameterizedTest
        @ValueSource(classes = {Mapped.StyleNone.class, Mapped.StyleAll.class, Mapped.StyleDirty.class})
        <E extends Base> void versionPrevailsOverAnotherStyleOfLocking(Class<E> type) throws Exception {
            E entity = inserted(type.getDeclaredConstructor().newInstance());
            advancesOnce(type, entity.id, changed -> changed.name = "x", changed -> changed.name = "y");
            versioning.touch(type, entity.id).expecting(2).apply();
            assertThat(conflictOf(() -> versioning.save(entity)).actual()).hasValue(3);
        }
    }
}
