package io.versioning.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.examples.docs.MergingEntities;
import org.junit.jupiter.api.Test;

class MergingEntitiesTest {

    @Test
    void editsOfDifferentFieldsAreJoinedAndOthersAreLeftToAPerson() throws Exception {
        assertThat(Output.of(MergingEntities::main))
                .containsSubsequence(
                        "written at version 3",
                        "AirportForm[name=Chicago O'Hare, city=Chicago, Illinois]",
                        "for a person to decide: [name: DIFFERENT_ON_BOTH CHANGED_ON_BOTH]");
    }
}
