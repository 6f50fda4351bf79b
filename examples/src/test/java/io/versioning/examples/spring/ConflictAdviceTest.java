package io.versioning.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Conflict;
import io.versioning.Conflict.ReadFrom;
import io.versioning.ConflictException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.ProblemDetail;
import org.springframework.orm.ObjectOptimisticLockingFailureException;

class ConflictAdviceTest {

    private final Conflict conflict = Conflict.stale("Airport", "ORD", 5, 7, ReadFrom.COMMITTED);
    private final ConflictAdvice advice = new ConflictAdvice();

    @Test
    void aConflictIs409WithBothVersions() {
        isAnswer(advice.conflict(new ConflictException(conflict)));
    }

    @Test
    void soIsTheConflictInAnExceptionOfSprings() {
        isAnswer(advice.stale(new ObjectOptimisticLockingFailureException("stale", new ConflictException(conflict))));
    }

    @Test
    void anExceptionThatNothingIsKnownOfIs409All() {
        ProblemDetail problem = advice.stale(new ObjectOptimisticLockingFailureException("stale", null));
        assertThat(problem.getStatus()).isEqualTo(409);
        assertThat(problem.getProperties()).isNull();
    }

    private static void isAnswer(ProblemDetail problem) {
        assertThat(problem.getStatus()).isEqualTo(409);
        assertThat(problem.getProperties())
                .isEqualTo(Map.of("kind", Conflict.Kind.STALE, "expected", 5L, "actual", 7L));
    }
}
