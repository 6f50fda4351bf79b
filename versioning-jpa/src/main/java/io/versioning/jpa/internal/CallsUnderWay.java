package io.versioning.jpa.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.engine.spi.EntityKey;

/** The calls that go on in one session, each about another row, and what Hibernate does with these rows. Not thread-safe. */
final class CallsUnderWay {

    private final Map<EntityKey, Steps> calls = new HashMap<>();
    private long statements;

    /** Begins a call. */
    Steps begin(EntityKey row) {
        Steps begun = new Steps();
        calls.put(row, begun);
        return begun;
    }

    /** Whether a call is about this row. */
    boolean isUnderWay(EntityKey row) {
        return calls.containsKey(row);
    }

    /** Ends a call. */
    void end(EntityKey row) {
        calls.remove(row);
    }

    /** Notes that a statement was executed. */
    void executed() {
        statements++;
    }

    /** Notes that a row is about to be updated. */
    void updating(EntityKey row) {
        tell(row, Steps::begin);
    }

    /** Notes that a row was updated. */
    void updated(EntityKey row) {
        tell(row, Steps::update);
    }

    /** Notes that a row is about to be deleted. */
    void deleting(EntityKey row) {
        tell(row, steps -> steps.beginDelete(statements));
    }

    /** Notes that Hibernate is done with the deletion of a row. */
    void deleted(EntityKey row) {
        tell(row, steps -> steps.delete(statements));
    }

    private void tell(EntityKey row, Consumer<Steps> what) {
        Steps steps = calls.get(row);
        if (steps != null) {
            what.accept(steps);
        }
    }
}
