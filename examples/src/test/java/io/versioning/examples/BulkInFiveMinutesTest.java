package io.versioning.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BulkInFiveMinutesTest {

    @Test
    void showsWhatBecameOfEachRow() throws Exception {
        assertThat(Output.of(BulkInFiveMinutes::main))
                .containsSubsequence(
                        "flight 1: updated to version 2, committed",
                        "flight 2: conflict: flight 2: expected version 1, found 2",
                        "flight 3: refused: data (SQLSTATE 22001)",
                        "flight 99: conflict: flight 99: expected version 1, found no such row",
                        "flight 4: updated to version 2, committed",
                        "flight 2: read it again: STALE",
                        "flight 3: mend the feed: data (SQLSTATE 22001)",
                        "flight 99: read it again: MISSING",
                        "0 rows are still unknown",
                        "nothing was kept");
    }
}
