package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rows that a filter hides, which is enabled in a session: they are missing, and nothing of them shows. */
class FiltersTests {

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

    @Entity(name = "Ticket")
    @FilterDef(
            name = "desk",
            parameters = @ParamDef(name = "desk", type = String.class),
            defaultCondition = "desk = :desk")
    @FilterDef(
            name = "desks",
            parameters = @ParamDef(name = "desks", type = String.class),
            defaultCondition = "desk in (:desks)")
    @Filter(name = "desk")
    @Filter(name = "desks")
    static class Ticket extends VersionedEntity {
        @Id
        Long id;

        String desk;
        String text;
    }

    abstract static class Cases extends OnHiddenRows {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @Override
        List<Class<?>> entities() {
            return List.of(Ticket.class);
        }

        @Override
        List<String> schema() {
            return List.of(
                    "create table Ticket (id bigint primary key, text varchar(20), version bigint not null,"
                            + " desk varchar(20))",
                    "insert into Ticket values (1, 'secret', 7, 'theirs'), (2, 'open', 7, 'ours')");
        }

        @BeforeEach
        void insertRow() {
            stored(1);
        }

        @Test
        void filteredRowIsMissing() {
            use(em -> {
                em.unwrap(Session.class).enableFilter("desk").setParameter("desk", "ours");
                requireMissing(em, Ticket.class);
                requireShown(em, Ticket.class);
            });
            requireUntouched("Ticket");
        }

        @Test
        void rowFilteredByAListIsMissing() {
            use(em -> {
                em.unwrap(Session.class).enableFilter("desks").setParameterList("desks", List.of("ours", "none"));
                requireMissing(em, Ticket.class);
                requireShown(em, Ticket.class);
            });
            requireUntouched("Ticket");
        }

        @Test
        void filteredRowIsMissingAlsoIfItsObjectIsInTheContext() {
            use(em -> {
                Ticket known = em.find(Ticket.class, 1L);
                em.unwrap(Session.class).enableFilter("desk").setParameter("desk", "ours");
                requireMissing(em, Ticket.class);
                assertThat(known.text).isEqualTo("secret");
            });
            requireUntouched("Ticket");
        }

        @Test
        void filterThatIsDisabledAgainHidesNothing() {
            use(em -> {
                Session session = em.unwrap(Session.class);
                session.enableFilter("desk").setParameter("desk", "ours");
                session.disableFilter("desk");
                assertThat(joined(em)
                                .touch(Ticket.class, 1L)
                                .expecting(7)
                                .apply()
                                .version())
                        .isEqualTo(8);
            });
        }

        @Test
        void filtersOfOtherEntitiesCostNothing() {
            use(em -> {
                em.unwrap(Session.class).enableFilter("desk").setParameter("desk", "ours");
                joined(em).touch(Account.class, 1L).expecting(1).apply();
                probe.clear();
                joined(em).touch(Account.class, 1L).expecting(2).apply();
            });
            assertThat(probe.statements()).hasSize(1);
        }
    }
}
