package io.versioning.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.versioning.AttemptAbortedException;
import io.versioning.Conflict;
import io.versioning.Conflict.ReadFrom;
import io.versioning.ConflictException;
import io.versioning.OutcomeUnknownException;
import io.versioning.RetryPolicy;
import io.versioning.RowBusyException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryLoopTest {

    private static final RetryPolicy POLICY =
            RetryPolicy.attempts(4).pausing(Duration.ofMillis(10), Duration.ofMillis(25));

    private final List<Duration> pauses = new ArrayList<>();
    private int decisions;

    private String run(RetryPolicy policy, Throwable... failures) {
        Deque<Throwable> left = new ArrayDeque<>(Arrays.asList(failures));
        return new RetryLoop(policy, pauses::add).run(() -> {
            decisions++;
            return () -> write(left);
        });
    }

    private static String write(Deque<Throwable> failures) {
        Throwable failure = failures.poll();
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        return "written";
    }

    private static ConflictException stale() {
        return new ConflictException(Conflict.stale("account", 1, 5, 6, ReadFrom.COMMITTED));
    }

    private static RowBusyException busy() {
        return new RowBusyException("account", 1, null);
    }

    private static AttemptAbortedException aborted() {
        return new AttemptAbortedException("account", 1, "the database gave up", null);
    }

    @Test
    void whatIsWrittenAtOnceIsTriedOnce() {
        assertThat(run(POLICY)).isEqualTo("written");
        assertThat(decisions).isEqualTo(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void staleBusyAndAbortedAreDecidedAnew() {
        assertThat(run(POLICY, stale(), busy(), aborted())).isEqualTo("written");
        assertThat(decisions).isEqualTo(4);
    }

    @Test
    void pausesGrowUpToTheLimit() {
        assertThat(run(POLICY, stale(), stale(), stale())).isEqualTo("written");
        assertThat(pauses).containsExactly(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(25));
    }

    @Test
    void lastFailureIsThrownWithTheEarlierOnes() {
        ConflictException first = stale();
        RowBusyException second = busy();
        ConflictException last = stale();
        RetryPolicy threeTimes = new RetryPolicy(3, Duration.ZERO, Duration.ZERO);
        assertThatThrownBy(() -> run(threeTimes, first, second, last)).isSameAs(last);
        assertThat(last).hasSuppressedException(second);
        assertThat(second).hasSuppressedException(first);
        assertThat(decisions).isEqualTo(3);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void failureThatIsThrownTwiceIsNotItsOwnPredecessor() {
        ConflictException same = stale();
        assertThatThrownBy(() -> run(RetryPolicy.attempts(2), same, same)).isSameAs(same);
        assertThat(same).hasNoSuppressedExceptions();
    }

    @Test
    void oneAttemptHasNoPause() {
        assertThatThrownBy(() -> run(RetryPolicy.attempts(1), stale())).isInstanceOf(ConflictException.class);
        assertThat(pauses).isEmpty();
    }

    @Test
    void rowThatIsGoneIsNotTriedAgain() {
        ConflictException gone = new ConflictException(Conflict.missing("account", 1, 5, ReadFrom.COMMITTED));
        assertThatThrownBy(() -> run(POLICY, busy(), gone, stale())).isSameAs(gone);
        assertThat(decisions).isEqualTo(2);
    }

    @Test
    void otherFailuresAreNotTriedAgain() {
        OutcomeUnknownException unknown = new OutcomeUnknownException("account", 1, 5L, null);
        assertThatThrownBy(() -> run(POLICY, unknown)).isSameAs(unknown);
        StackOverflowError error = new StackOverflowError();
        assertThatThrownBy(() -> run(POLICY, error)).isSameAs(error);
        assertThat(decisions).isEqualTo(2);
    }

    @Test
    void conflictInsideADecisionIsAboutSomethingElse() {
        ConflictException other = stale();
        assertThatThrownBy(() -> new RetryLoop(POLICY, pauses::add).run(() -> {
                    decisions++;
                    throw other;
                }))
                .isSameAs(other);
        assertThat(decisions).isEqualTo(1);
    }

    @Test
    void interruptedThreadStaysInterruptedAndMakesNoFurtherAttempt() {
        ConflictException stale = stale();
        Thread.currentThread().interrupt();
        Throwable thrown = catchThrowable(() -> new RetryLoop(POLICY).run(() -> {
            decisions++;
            return () -> {
                throw stale;
            };
        }));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isSameAs(stale);
        assertThat(decisions).isEqualTo(1);
    }

    @Test
    void pausesThatAreTooLongToCountDoNotHideTheFailure() {
        Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
        Duration longest = Duration.ofMillis(Long.MAX_VALUE);
        RetryPolicy growing = RetryPolicy.attempts(3).pausing(Duration.ofSeconds(Long.MAX_VALUE / 2 + 1), forEver);
        assertThat(run(growing, stale(), stale())).isEqualTo("written");
        assertThat(pauses).allSatisfy(pause -> assertThat(pause).isLessThanOrEqualTo(longest));
        RetryPolicy patient = RetryPolicy.attempts(2).pausing(forEver, forEver);
        ConflictException stale = stale();
        Thread.currentThread().interrupt(); // so that the pause ends at once
        assertThatThrownBy(() -> new RetryLoop(patient).run(() -> () -> {
                    throw stale;
                }))
                .isSameAs(stale);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void policyIsRequired() {
        assertThatNullPointerException().isThrownBy(() -> new RetryLoop(null)).withMessage("policy");
    }
}
