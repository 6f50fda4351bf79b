package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.NotApplied;
import io.versioning.Refusal;
import io.versioning.bulk.validation.BeanValidation;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Updates that are judged before they are written. */
class ValidationTests {

    private static ValidatorFactory factory;

    /** A line of a feed. */
    record Line(long id, @NotBlank String owner, @Max(99) int balance) {}

    @BeforeAll
    static void openFactory() {
        factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory();
    }

    @AfterAll
    static void closeFactory() {
        factory.close();
    }

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

    abstract static class Cases extends OnDatabase {

        private static final List<Line> LINES =
                List.of(new Line(1, "ann", 5), new Line(2, " ", 100), new Line(3, "cid", 7), new Line(99, "dan", 100));

        Cases(DatabaseKind kind) {
            super(kind);
        }

        private BulkTable validated() {
            return bulk.validatedBy(BeanValidation.by(factory.getValidator()));
        }

        private RowChange change(Line line) {
            return bulk.update(line.id())
                    .expecting(1)
                    .set("owner", line.owner())
                    .set("balance", line.balance());
        }

        @Test
        void updatesThatBreakConstraintsOfTheirBeansAreRefusedAndTheOthersAreWritten() {
            List<Outcome> outcomes = validated().apply(LINES, this::change).outcomes();
            assertThat(positions(outcomes, Applied.class)).containsExactly(0, 2);
            assertThat(outcomes.get(1))
                    .isEqualTo(new Outcome.Refused(Refusal.invalid(
                            List.of("balance: must be less than or equal to 99", "owner: must not be blank"))));
            assertThat(outcomes.get(3))
                    .isEqualTo(
                            new Outcome.Refused(Refusal.invalid(List.of("balance: must be less than or equal to 99"))));
            assertThat(version(2)).isOne();
        }

        @Test
        void streamsAreJudgedChunkByChunk() {
            List<Outcome> outcomes = new ArrayList<>();
            validated().chunksOf(2).stream(LINES.iterator(), this::change).into(row -> outcomes.add(row.outcome()));
            assertThat(positions(outcomes, Outcome.Refused.class)).containsExactly(1, 3);
            assertThat(positions(outcomes, Applied.class)).containsExactly(0, 2);
        }

        @Test
        void invalidUpdateKeepsAllOrNothingFromBeingWritten() {
            List<Outcome> outcomes =
                    validated().allOrNothing().apply(LINES, this::change).outcomes();
            assertThat(outcomes.get(0)).isEqualTo(NotApplied.because(NotApplied.ROLLED_BACK));
            assertThat(version(1)).isOne();
        }

        @Test
        void bulkOfInvalidUpdatesOnlyWritesNothing() {
            probe.clear();
            List<Outcome> outcomes =
                    validated().apply(LINES.subList(1, 2), this::change).outcomes();
            assertThat(positions(outcomes, Outcome.Refused.class)).containsExactly(0);
            assertThat(probe.count(sql -> sql.contains("update"))).isZero();
        }

        @Test
        void validatorOfOneTypeHasNothingToSayOfOthers() {
            RowValidator none = RowValidator.of(String.class, text -> List.of("no texts"));
            assertThat(none.violations("a")).containsExactly("no texts");
            assertThat(none.violations(1)).isEmpty();
            assertThat(positions(
                            bulk.validatedBy(none).apply(LINES, this::change).outcomes(), Applied.class))
                    .containsExactly(0, 1, 2);
        }
    }
}
