package io.versioning.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JpaInFiveMinutesTest {

    @Test
    void showsTheConflictsAndGoesOn() throws Exception {
        assertThat(Output.of(JpaInFiveMinutes::main))
                .containsSubsequence(
                        "Airport ORD: expected version 1, found 2",
                        "  current   Chicago O'Hare",
                        "not saved: STALE",
                        "committed at version 3",
                        "Airport ORD: expected version 3, found 4");
    }
}
