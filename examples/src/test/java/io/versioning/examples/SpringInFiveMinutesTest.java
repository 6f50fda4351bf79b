package io.versioning.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpringInFiveMinutesTest {

    @Test
    void thePrintedStoryIsTheOneOnThePage() throws Exception {
        assertThat(Output.of(SpringInFiveMinutes::main))
                .containsExactly(
                        "renamed, version 2",
                        "Conflict on Airport ORD: kind STALE, expected version 1, actual 2",
                        "Airport ORD: expected version 1, found 2",
                        "saved, version 3",
                        "Conflict on Airport ORD: kind STALE, expected version 2, actual 3",
                        "Airport ORD: expected version 2, found 3",
                        "Airport ORD: expected version 2, found 3",
                        "corrected, version 4");
    }
}
