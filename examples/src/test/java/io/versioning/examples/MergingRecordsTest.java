package io.versioning.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.examples.docs.MergingRecords;
import org.junit.jupiter.api.Test;

class MergingRecordsTest {

    @Test
    void mergesEditsOfDifferentFieldsAndLeavesOthersToAPerson() throws Exception {
        assertThat(Output.of(MergingRecords::main))
                .containsSubsequence(
                        "merged as version 3",
                        "{iata=ORD, name=Chicago O'Hare, city=Chicago, Illinois, latitude=41.979595,"
                                + " longitude=-87.904464, version=3}",
                        "for a person to decide: [name: DIFFERENT_ON_BOTH CHANGED_ON_BOTH]");
    }
}
