package io.versioning.jpa.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.ConflictException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.Race;
import io.versioning.testkit.fixture.Result;
import io.versioning.testkit.fixture.RunsOn;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;

/** Many threads write through one service, which has one object of the library's. */
class WritersTests {

    private static final int WRITERS = 8;

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
            super(kind, WRITERS);
        }

        @RepeatedTest(5)
        void exactlyOneOfThemWins() {
            List<Result<Portfolio>> results = Race.of(WRITERS, writer -> service.rename(1, 1, "of writer " + writer));
            assertThat(results).filteredOn(Result::isReturned).hasSize(1);
            assertThat(results)
                    .filteredOn(result -> !result.isReturned())
                    .allSatisfy(
                            result -> assertThat(result.failure().orElseThrow()).isInstanceOf(ConflictException.class));
            assertThat(row(1)).startsWith("of writer").endsWith(" 2");
            assertThat(pool.nestedBorrows()).isZero();
        }

        @RepeatedTest(2)
        void ofThoseWhoSaveFormsToo() {
            List<Portfolio> forms = List.of(read(1), read(1), read(1), read(1));
            List<Result<Portfolio>> results = Race.of(forms.size(), writer -> {
                forms.get(writer).rename("of writer " + writer);
                return service.call(() -> versioning.guarding(() -> repository.save(forms.get(writer))));
            });
            assertThat(results).filteredOn(Result::isReturned).hasSize(1);
            assertThat(results)
                    .filteredOn(result -> !result.isReturned())
                    .allSatisfy(
                            result -> assertThat(result.failure().orElseThrow()).isInstanceOf(ConflictException.class));
            assertThat(row(1)).endsWith(" 2");
        }
    }
}
