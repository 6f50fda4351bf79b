package io.versioning.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JooqInFiveMinutesTest {

    @Test
    void showsTheConflictAndGoesOn() throws Exception {
        assertThat(Output.of(JooqInFiveMinutes::main))
                .containsSubsequence(
                        "airport ORD: expected version 1, found 2",
                        "  current   Chicago O'Hare",
                        "visited, version 3",
                        "visited again, version 4");
    }
}
