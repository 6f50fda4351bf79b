package io.versioning.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.examples.docs.RecordsAsForms;
import org.junit.jupiter.api.Test;

class RecordsAsFormsTest {

    @Test
    void recordCarriesTheVersionThatItWasReadAt() throws Exception {
        assertThat(Output.of(RecordsAsForms::main)).contains("written at version 2");
    }
}
