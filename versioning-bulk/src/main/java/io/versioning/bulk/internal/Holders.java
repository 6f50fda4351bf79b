package io.versioning.bulk.internal;

import io.versioning.Outcome;
import io.versioning.transaction.Completion;
import io.versioning.transaction.TransactionScope;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * What the caller's objects are told of the versions of their rows. Not thread-safe.
 *
 * @param told who is told what, in the order of the input
 */
record Holders(List<Told> told) {

    /** Who is told the new version, and the expected one if it turns out to be lost. */
    private record Told(LongConsumer holder, long written, long expected) {}

    /** Those of the rows that were updated. */
    static Holders of(List<? extends Intake.Item<?>> items, List<Outcome> outcomes) {
        List<Told> told = new ArrayList<>();
        for (int at = 0; at < outcomes.size(); at++) {
            RowSource row = items.get(at).row();
            LongConsumer holder = row.holder();
            if (holder != null && outcomes.get(at) instanceof Outcome.Applied applied) {
                OptionalLong version = applied.version();
                version.ifPresent(written -> told.add(new Told(holder, written, row.expected())));
            }
        }
        return new Holders(told);
    }

    /** Tells the new versions, and the old ones again if the caller's transaction turns out not to be committed. */
    void tell(TransactionScope scope) {
        told.forEach(one -> one.holder().accept(one.written()));
        if (scope.joined() && !told.isEmpty()) {
            scope.afterCompletion(completion -> {
                if (completion != Completion.COMMITTED) {
                    takeBack();
                }
            });
        }
    }

    /** The last one first: an object may have been told several times. */
    private void takeBack() {
        for (int at = told.size() - 1; at >= 0; at--) {
            told.get(at).holder().accept(told.get(at).expected());
        }
    }
}
