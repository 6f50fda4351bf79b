package io.versioning.jpa.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.versioning.*;
import io.versioning.jpa.*;
import io.versioning.jpa.attack.Attacked.*;
import io.versioning.testkit.fixture.*;
import jakarta.persistence.EntityManager;
import java.util.concurrent.atomic.*;
import java.util.function.*;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Objects that are persisted between two transactions of one entity manager. */
class ExtendedContextTests {

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

    abstract static class Cases extends OnAttack {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @Test
        void objectPersistedBetweenTransactionsIsStored() {
            versioning.insert(new Plain(1));
            EntityManager em = unit.createEntityManager();
            try {
                em.getTransaction().begin();
                joined(em).touch(Plain.class, 1).expecting(1).apply();
                em.getTransaction().commit();

                Plain between = new Plain(2);
                em.persist(between);
                em.getTransaction().begin();
                em.getTransaction().commit();
                assertThat(between.version()).isEqualTo(1);
                em.getTransaction().begin();
                assertThat(joined(em)
                                .update(Plain.class, 2)
                                .expecting(1)
                                .apply(p -> p.name = "x")
                                .version())
                        .isEqualTo(2);
                em.getTransaction().commit();
            } finally {
                if (em.getTransaction().isActive()) em.getTransaction().rollback();
                em.close();
            }
        }

        @Test
        void objectWithAGeneratedIdPersistedBetweenTransactionsIsStored() {
            versioning.insert(new Plain(1));
            EntityManager em = unit.createEntityManager();
            try {
                em.getTransaction().begin();
                joined(em).touch(Plain.class, 1).expecting(1).apply();
                em.getTransaction().commit();

                Numbered between = new Numbered();
                em.persist(between);
                em.getTransaction().begin();
                Throwable failed = catchThrowable(() -> em.getTransaction().commit());
                assertThat(failed).isNull();
                assertThat(between.id).isNotNull();
            } finally {
                if (em.getTransaction().isActive()) em.getTransaction().rollback();
                em.close();
            }
        }
    }
}
