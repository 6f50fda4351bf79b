package io.versioning.jpa.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.ConflictException;
import io.versioning.TableUnsuitableException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLUpdate;
import org.hibernate.jdbc.Expectation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** SQL that a mapping brings along is guarded only if the provider counts the rows that it wrote. */
class CustomSqlTests {

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

    @MappedSuperclass
    abstract static class Base {
        @Id
        Long id;

        @Version
        int version;

        String text;
    }

    @Entity(name = "Unverified")
    @SQLUpdate(sql = "update Unverified set text = ?, version = ? where id = ? and version = ?")
    @SQLDelete(sql = "delete from Unverified where id = ? and version = ?")
    static class Unverified extends Base {}

    @Entity(name = "Verified")
    @SQLUpdate(
            sql = "update Verified set text = ?, version = ? where id = ? and version = ?",
            verify = Expectation.RowCount.class)
    @SQLDelete(sql = "delete from Verified where id = ? and version = ?", verify = Expectation.RowCount.class)
    static class Verified extends Base {}

    abstract static class Cases extends OnEntities {

        Cases(DatabaseKind kind) {
            super(kind, Unverified.class, Verified.class);
        }

        private <E extends Base> E inserted(E entity) {
            entity.id = newId();
            return versioning.insert(entity);
        }

        @Test
        void writeThatIsNotVerifiedIsRefused() {
            Unverified entity = inserted(new Unverified());
            assertThatThrownBy(() -> versioning
                            .update(Unverified.class, entity.id)
                            .expecting(0)
                            .apply(changed -> changed.text = "lost"))
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessageContaining("@SQLUpdate is not verified");
            assertThatThrownBy(() -> versioning
                            .delete(Unverified.class, entity.id)
                            .expecting(0)
                            .apply())
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessageContaining("@SQLDelete is not verified");
            assertThat(number("select version from Unverified where id = " + entity.id))
                    .isZero();
        }

        @Test
        void writeThatIsVerifiedIsGuarded() {
            Verified entity = inserted(new Verified());
            versioning.update(Verified.class, entity.id).expecting(0).apply(changed -> changed.text = "second");
            assertThatThrownBy(() -> joined((em, within) -> {
                        em.find(Verified.class, entity.id);
                        execute("update Verified set version = 7 where id = " + entity.id);
                        return within.update(Verified.class, entity.id)
                                .expecting(1)
                                .apply(changed -> changed.text = "lost");
                    }))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageEndingWith("expected version 1, found 7");
            assertThatThrownBy(() -> joined((em, within) -> {
                        em.find(Verified.class, entity.id);
                        execute("update Verified set version = 8 where id = " + entity.id);
                        within.delete(Verified.class, entity.id).expecting(7).apply();
                        return null;
                    }))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageEndingWith("expected version 7, found 8");
            versioning.delete(Verified.class, entity.id).expecting(8).apply();
            assertThat(versioning.read(Verified.class, entity.id)).isEmpty();
        }
    }
}
