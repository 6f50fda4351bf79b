package io.versioning.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MigrationWithoutToolTest {

    @Test
    void theColumnIsAddedOnceAndRowsBeginAtVersionOne() throws Exception {
        assertThat(Output.of(MigrationWithoutTool::main))
                .containsExactly(
                        "customer: version column added",
                        "customer: version column already there",
                        "existing rows began at version 1, this one is now at 2");
    }
}
