package io.versioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    @Test
    void pausesAreShortUnlessTheyAreSaid() {
        assertThat(RetryPolicy.attempts(3)).isEqualTo(new RetryPolicy(3, Duration.ofMillis(10), Duration.ofSeconds(1)));
        assertThat(RetryPolicy.attempts(3).pausing(Duration.ZERO, Duration.ZERO))
                .isEqualTo(new RetryPolicy(3, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void policyThatCannotBeFollowedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.attempts(0))
                .withMessage("attempts: must be 1 or more, and was 0");
        RetryPolicy once = RetryPolicy.attempts(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> once.pausing(Duration.ofMillis(-1), Duration.ZERO))
                .withMessageStartingWith("firstPause, longestPause:");
        assertThatIllegalArgumentException().isThrownBy(() -> once.pausing(Duration.ofMillis(2), Duration.ofMillis(1)));
    }
}
