package io.versioning.testkit.model;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.WriteRefusedException;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.Harness;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays scripts on real rows.
 *
 * @param harness where they are
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public record ScriptRun<ID, S>(Harness<ID, S> harness) {

    /**
     * Plays scripts on a harness.
     *
     * @param harness the harness
     * @param <ID> the type of the ids
     * @param <S> the type of the states
     * @return what plays them, each on rows of its own
     */
    public static <ID, S> ScriptRun<ID, S> on(Harness<ID, S> harness) {
        return new ScriptRun<>(harness);
    }

    /**
     * Plays a script.
     *
     * @param script the calls
     * @return what became of each call, and the rows at the end
     */
    public List<String> transcript(Script script) {
        List<ID> ids = new ArrayList<>();
        for (int row = 0; row < Script.ROWS; row++) {
            ids.add(harness.newId());
        }
        List<String> transcript = new ArrayList<>();
        for (Script.Call call : script.calls()) {
            transcript.add(play(call, ids.get(call.row())));
        }
        for (ID id : ids) {
            transcript.add(row(id, script));
        }
        return transcript;
    }

    private String play(Script.Call call, ID id) {
        long expected = call.expected(harness.storedVersion(id).orElse(0));
        try {
            return write(call, id, expected);
        } catch (ConflictException e) {
            Conflict conflict = e.conflict();
            return conflict.kind() == Conflict.Kind.MISSING
                    ? Transcript.missing(conflict.expected())
                    : Transcript.stale(conflict.expected(), conflict.actual().orElse(-1));
        } catch (WriteRefusedException e) {
            return Transcript.TAKEN;
        }
    }

    private String write(Script.Call call, ID id, long expected) {
        GuardedRows<ID, S> rows = harness.rows();
        S state = harness.subject().state(call.state());
        return switch (call.action()) {
            case INSERT -> Transcript.applied(rows.insert(id, state));
            case UPDATE -> Transcript.applied(rows.update(id, expected, state));
            case TOUCH -> Transcript.applied(rows.touch(id, expected));
            case DELETE -> {
                rows.delete(id, expected);
                yield Transcript.DELETED;
            }
            case UPDATE_AND_ROLL_BACK -> {
                try (var transaction = harness.begin()) {
                    long written = transaction.rows().update(id, expected, state);
                    transaction.rollback();
                    yield Transcript.applied(written);
                }
            }
        };
    }

    /** Finds the number of the state that is stored among those that the script has written. */
    private String row(ID id, Script script) {
        return harness.rows()
                .read(id)
                .map(row -> new Script.ModelRow(row.version(), number(row.state(), script)))
                .map(Transcript::row)
                .orElseGet(() -> Transcript.row(null));
    }

    private int number(S state, Script script) {
        return script.calls().stream()
                .mapToInt(Script.Call::state)
                .filter(number -> harness.subject().state(number).equals(state))
                .findFirst()
                .orElse(-1);
    }
}
