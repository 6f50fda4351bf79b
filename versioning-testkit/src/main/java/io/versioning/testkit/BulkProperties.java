package io.versioning.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.versioning.testkit.model.BulkScript;
import io.versioning.testkit.model.BulkScriptRun;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * What holds of a bulk for all inputs, as jqwik properties of 100 tries each: implement it beside {@link BulkContract}. It
 * needs jqwik 1.9.3.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public interface BulkProperties<ID, S> extends OnBulkHarness<ID, S> {

    /** How often each property is tried: {@value}. */
    int TRIES = 100;

    /**
     * P7: any bulk, in any mode and of any chunks, tells and leaves behind what a loop of single writes does.
     *
     * @param script a bulk
     */
    @Property(tries = TRIES, shrinking = ShrinkingMode.FULL)
    default void bulkDoesWhatALoopOfSingleWritesDoes(@ForAll("bulks") BulkScript script) {
        BulkScriptRun<ID, S> run = new BulkScriptRun<>(harness(), script);
        assertEquals(run.rowByRow(), run.byBulk(bulk()));
    }

    /**
     * P7: the same inside of a transaction of the caller's.
     *
     * @param script a bulk
     */
    @Property(tries = TRIES, shrinking = ShrinkingMode.FULL)
    default void bulkInACallersTransactionDoesWhatALoopOfSingleWritesDoes(@ForAll("bulks") BulkScript script) {
        BulkScriptRun<ID, S> run = new BulkScriptRun<>(harness(), script);
        assertEquals(
                run.rowByRow(),
                run.byBulk(
                        (changes, way) -> subject().inTransaction(harness().pool(), rows -> rows.apply(changes, way))));
    }

    /**
     * Provides bulks.
     *
     * @return up to 30 changes of 6 rows
     */
    @Provide
    default Arbitrary<BulkScript> bulks() {
        return BulkScript.arbitrary(
                harness().subject().storage().largestVersion(),
                harness().subject().refusedState().isPresent());
    }
}
