package io.versioning.benchmarks.bulk;

import io.versioning.BulkUpdateResult;
import io.versioning.Conflict;
import io.versioning.Outcome;
import java.util.List;
import java.util.function.Function;

/** The words of the comparison for those of the library; not measured. */
final class Verdicts {

    private Verdicts() {}

    /** What the library answered, where conflicts have the current state in a type of the door's. */
    static <S> Answer of(List<? extends BulkUpdateResult.Row<?, ?>> rows, Class<S> type, Function<S, State> state) {
        return new Answer.PerRow(position -> of(rows.get(position).outcome(), type, state));
    }

    private static <S> Verdict of(Outcome outcome, Class<S> type, Function<S, State> state) {
        return outcome.<Verdict>fold(
                applied -> new Verdict.Written((int) applied.version().orElse(-1)),
                conflicted -> stale(conflicted.conflict(), type, state),
                refused -> new Verdict.Refused(refused.refusal().sqlState().orElse("")),
                notApplied -> new Verdict.Other(notApplied.reason()),
                unknown -> new Verdict.Other("unknown"));
    }

    private static <S> Verdict stale(Conflict conflict, Class<S> type, Function<S, State> state) {
        if (conflict.actual().isEmpty()) {
            return new Verdict.Other(conflict.toString());
        }
        State current = state.apply(conflict.currentState(type).orElseThrow());
        return new Verdict.Stale((int) conflict.actual().getAsLong(), current);
    }
}
