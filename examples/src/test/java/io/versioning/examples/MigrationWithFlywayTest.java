package io.versioning.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MigrationWithFlywayTest {

    @Test
    void existingRowsBeginAtVersionOneAndAreGuardedFromThenOn() throws Exception {
        assertThat(Output.of(MigrationWithFlyway::main))
                .containsSubsequence(
                        "migrated to 1",
                        "  customer: there is no version column version; VersionColumns.up adds it",
                        "migrated to 2",
                        "  ready for guarded writes",
                        "  existing rows began at version 1, this one is now at 2",
                        "  customer 1: expected version 1, found 2");
    }
}
