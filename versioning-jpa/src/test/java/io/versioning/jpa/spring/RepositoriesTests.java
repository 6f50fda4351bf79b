package io.versioning.jpa.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.Conflicts;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.orm.ObjectOptimisticLockingFailureException;

/** Repositories of Spring Data write in their own way; what they run into is told in the library's words. */
class RepositoriesTests {

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

        /** A portfolio as it comes back from a form: read at version 1, in a transaction that is over. */
        private Portfolio form(long id, String name) {
            Portfolio portfolio = repository.findById(id).orElseThrow();
            portfolio.rename(name);
            return portfolio;
        }

        private Conflict conflictOf(Supplier<?> write) {
            return catchThrowableOfType(
                            ConflictException.class, () -> service.call(() -> versioning.guarding(write::get)))
                    .conflict();
        }

        private static void isStale(Conflict conflict, long id, long actual) {
            assertThat(conflict.entity()).isEqualTo("Portfolio");
            assertThat(conflict.id()).isEqualTo(id);
            assertThat(conflict.kind()).isEqualTo(Conflict.Kind.STALE);
            assertThat(conflict.expected()).isEqualTo(1);
            assertThat(conflict.actual().getAsLong()).isEqualTo(actual);
        }

        private static void isMissing(Conflict conflict, long id) {
            assertThat(conflict.entity()).isEqualTo("Portfolio");
            assertThat(conflict.id()).isEqualTo(id);
            assertThat(conflict.kind()).isEqualTo(Conflict.Kind.MISSING);
            assertThat(conflict.expected()).isEqualTo(1);
        }

        @Test
        void saveWrites() {
            Portfolio form = form(1, "Q4");
            Portfolio saved = service.call(() -> versioning.guarding(() -> repository.save(form)));
            assertThat(saved.version()).isEqualTo(2);
            assertThat(row(1)).isEqualTo("Q4 2");
            service.call(() -> versioning.guarding(() -> repository.save(new Portfolio(3, "Shares"))));
            assertThat(row(3)).isEqualTo("Shares 1");
        }

        @Test
        void saveOfAnOldForm() {
            Portfolio form = form(1, "Q4");
            meanwhileRenamed(1, "Bob");
            isStale(conflictOf(() -> repository.save(form)), 1, 2);
            assertThat(row(1)).isEqualTo("Bob 2");
            assertThat(form.version()).isEqualTo(1);
        }

        @Test
        void saveAndFlushOfAnOldForm() {
            Portfolio form = form(1, "Q4");
            meanwhileRenamed(1, "Bob");
            meanwhileRenamed(1, "Bob again");
            isStale(conflictOf(() -> repository.saveAndFlush(form)), 1, 3);
        }

        @Test
        void saveOfAnOldReference() {
            Portfolio reference = service.call(() -> {
                Portfolio portfolio = repository.getReferenceById(1L);
                Hibernate.initialize(portfolio);
                return portfolio;
            });
            reference.rename("Q4");
            meanwhileRenamed(1, "Bob");
            isStale(conflictOf(() -> repository.save(reference)), 1, 2);
        }

        @Test
        void saveOfAFormWhoseRowIsGone() {
            Portfolio form = form(1, "Q4");
            meanwhile("delete from portfolio where id = 1");
            isMissing(conflictOf(() -> repository.save(form)), 1);
            isMissing(conflictOf(() -> repository.saveAndFlush(form)), 1);
            assertThat(row(1)).isNull();
        }

        @Test
        void saveOfManyFormsNamesTheOldOne() {
            List<Portfolio> forms = List.of(form(2, "Shares"), form(1, "Q4"));
            meanwhileRenamed(1, "Bob");
            isStale(conflictOf(() -> repository.saveAll(forms)), 1, 2);
            isStale(conflictOf(() -> repository.saveAllAndFlush(forms)), 1, 2);
            assertThat(row(2)).isEqualTo("Bonds 1");
        }

        @Test
        void managedObjectsThatAreWrittenByTheFlush() {
            isStale(
                    conflictOf(() -> {
                        List<Portfolio> all = repository.findAll();
                        all.forEach(portfolio -> portfolio.rename("new " + portfolio.name()));
                        meanwhileRenamed(2, "Bob");
                        return all;
                    }),
                    2,
                    2);
            assertThat(row(1)).isEqualTo("Q3 1");
        }

        @Test
        void managedObjectsThatAreWrittenBeforeAQuery() {
            isStale(
                    conflictOf(() -> {
                        repository.findById(1L).orElseThrow().rename("Q4");
                        meanwhileRenamed(1, "Bob");
                        return repository.count();
                    }),
                    1,
                    2);
        }

        @Test
        void deleteOfAnOldObject() {
            Portfolio form = form(1, "Q3");
            meanwhileRenamed(1, "Bob");
            isStale(
                    conflictOf(() -> {
                        repository.delete(form);
                        return true;
                    }),
                    1,
                    2);
            isStale(
                    conflictOf(() -> {
                        repository.findById(2L).orElseThrow();
                        meanwhileRenamed(2, "Bob");
                        repository.deleteById(2L);
                        return true;
                    }),
                    2,
                    2);
            assertThat(row(1)).isEqualTo("Bob 2");
            assertThat(row(2)).isEqualTo("Bob 2");
        }

        @Test
        void otherFailuresPassInSpringsWords() {
            assertThatThrownBy(() -> service.call(
                            () -> versioning.guarding(() -> repository.saveAndFlush(new Portfolio(3, "")))))
                    .isInstanceOf(DataIntegrityViolationException.class);
        }

        @Test
        void withoutGuardingSpringTellsInItsOwnWords() {
            Portfolio form = form(1, "Q4");
            meanwhileRenamed(1, "Bob");
            ObjectOptimisticLockingFailureException thrown =
                    catchThrowableOfType(ObjectOptimisticLockingFailureException.class, () -> repository.save(form));
            isStale(Conflicts.from(thrown).orElseThrow(), 1, 2);
        }

        @Test
        void soItDoesForTheFlushBeforeCommit() {
            ObjectOptimisticLockingFailureException thrown = catchThrowableOfType(
                    ObjectOptimisticLockingFailureException.class,
                    () -> service.call(() -> {
                        repository.findById(1L).orElseThrow().rename("Q4");
                        meanwhileRenamed(1, "Bob");
                        return true;
                    }));
            isStale(Conflicts.from(thrown).orElseThrow(), 1, 2);
        }

        @Test
        void soItDoesForARowThatIsGone() {
            Portfolio form = form(1, "Q4");
            meanwhile("delete from portfolio where id = 1");
            ObjectOptimisticLockingFailureException thrown =
                    catchThrowableOfType(ObjectOptimisticLockingFailureException.class, () -> repository.save(form));
            isMissing(Conflicts.from(thrown).orElseThrow(), 1);
        }

        @Test
        void whatIsReadByTheLibraryIsTheObjectOfTheRepository() {
            service.call(() -> {
                Portfolio mine = repository.findById(1L).orElseThrow();
                Portfolio written =
                        versioning.update(Portfolio.class, 1).expecting(1).apply(found -> found.rename("Q4"));
                assertThat(written).isSameAs(mine);
                assertThat(repository.save(mine).version()).isEqualTo(2);
                return true;
            });
            assertThat(row(1)).isEqualTo("Q4 2");
        }
    }
}
