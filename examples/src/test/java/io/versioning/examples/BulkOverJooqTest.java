package io.versioning.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.examples.docs.BulkOverJooq;
import org.junit.jupiter.api.Test;

class BulkOverJooqTest {

    @Test
    void writesFieldsExpressionsAndRecords() throws Exception {
        assertThat(Output.of(BulkOverJooq::main))
                .containsSubsequence(
                        "ORD: updated to version 2, committed",
                        "XXX: conflict: airport XXX: expected version 1, found no such row",
                        "3 written, 0 to look at",
                        "{iata=ORD, name=Chicago O'Hare, city=Chicago, Illinois, latitude=41.979595,"
                                + " longitude=-87.904464, version=4}");
    }
}
