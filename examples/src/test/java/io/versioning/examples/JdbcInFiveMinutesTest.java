package io.versioning.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JdbcInFiveMinutesTest {

    @Test
    void savesOnceAndShowsTheConflict() throws Exception {
        assertThat(Output.of(JdbcInFiveMinutes::main))
                .containsSubsequence(
                        "read O'Hare at version 1",
                        "saved Chicago O'Hare as version 2",
                        "airport ORD: expected version 1, found 2",
                        "  kind      STALE",
                        "  expected  1",
                        "  actual    2",
                        "  current   Chicago O'Hare");
    }
}
