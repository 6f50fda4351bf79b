package io.versioning.testkit.model;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.Outcome;
import io.versioning.Refusal;
import io.versioning.VersionOverflowException;
import io.versioning.WriteRefusedException;
import io.versioning.testkit.BulkRows;
import io.versioning.testkit.BulkRows.Change;
import io.versioning.testkit.BulkRows.Way;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.Harness;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays scripts by a bulk, and by a loop of single writes that is its measure, each on rows of its own.
 *
 * @param harness where the rows are
 * @param script what is played
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public record BulkScriptRun<ID, S>(Harness<ID, S> harness, BulkScript script) {

    private static final String OUT_OF_RANGE = "22003";
    private static final String ROLLED_BACK = Outcome.NotApplied.ROLLED_BACK;

    /**
     * Plays the script by a bulk.
     *
     * @param bulk writes
     * @return what became of each change, and the rows at the end
     */
    public List<String> byBulk(BulkRows<ID, S> bulk) {
        List<ID> ids = rows();
        List<Change<ID, S>> changes = new ArrayList<>();
        for (BulkScript.Entry entry : script.entries()) {
            changes.add(change(entry, ids));
        }
        List<String> transcript = new ArrayList<>();
        for (Outcome outcome : bulk.apply(changes, script.way())) {
            transcript.add(words(outcome));
        }
        addRows(transcript, ids);
        return transcript;
    }

    /**
     * Plays the script row by row.
     *
     * @return what a bulk should say, and the rows as they should be at the end
     */
    public List<String> rowByRow() {
        List<ID> ids = rows();
        List<String> transcript = new ArrayList<>();
        for (BulkScript.Entry entry : script.entries()) {
            transcript.add(played(change(entry, ids)));
        }
        boolean undone = script.way().mode() == Way.Mode.ALL_OR_NOTHING
                && !transcript.stream().allMatch(BulkScriptRun::isApplied);
        if (undone) {
            transcript.replaceAll(words -> isApplied(words) ? ROLLED_BACK : words);
        }
        addRows(transcript, undone ? rows() : ids);
        return transcript;
    }

    private List<ID> rows() {
        List<ID> ids = new ArrayList<>();
        for (int row = 0; row < script.starts().size(); row++) {
            ID id = harness.newId();
            if (script.isThere(row)) {
                harness.rows().insert(id, harness.subject().state(row));
                harness.set(id, script.starts().get(row));
            }
            ids.add(id);
        }
        return ids;
    }

    private Change<ID, S> change(BulkScript.Entry entry, List<ID> ids) {
        ID id = ids.get(entry.row());
        long expected = script.expected(entry, harness.subject().storage().largestVersion());
        return switch (entry.action()) {
            case TOUCH -> Change.touch(id, expected);
            case DELETE -> Change.delete(id, expected);
            case UPDATE ->
                Change.update(
                        id,
                        expected,
                        entry.valid()
                                ? harness.subject().state(entry.state())
                                : harness.subject().refusedState().orElseThrow());
        };
    }

    private String played(Change<ID, S> change) {
        GuardedRows<ID, S> rows = harness.rows();
        try {
            return switch (change.action()) {
                case TOUCH -> Transcript.applied(rows.touch(change.id(), change.expected()));
                case UPDATE -> Transcript.applied(rows.update(change.id(), change.expected(), stateOf(change)));
                case DELETE -> {
                    rows.delete(change.id(), change.expected());
                    yield Transcript.DELETED;
                }
            };
        } catch (ConflictException e) {
            return words(e.conflict());
        } catch (WriteRefusedException e) {
            return e.refusal().toString();
        } catch (VersionOverflowException e) {
            return Refusal.data(OUT_OF_RANGE).toString();
        }
    }

    private S stateOf(Change<ID, S> change) {
        S state = change.state();
        if (state == null) {
            throw new IllegalStateException("an update without a state");
        }
        return state;
    }

    private static boolean isApplied(String words) {
        return words.equals(Transcript.DELETED) || words.startsWith(Transcript.APPLIED);
    }

    private static String words(Outcome outcome) {
        return outcome.fold(
                applied -> applied.version().isPresent()
                        ? Transcript.applied(applied.version().getAsLong())
                        : Transcript.DELETED,
                conflicted -> words(conflicted.conflict()),
                refused -> refused.refusal().toString(),
                Outcome.NotApplied::reason,
                Outcome.Unknown::toString);
    }

    private static String words(Conflict conflict) {
        return conflict.kind() == Conflict.Kind.MISSING
                ? Transcript.missing(conflict.expected())
                : Transcript.stale(conflict.expected(), conflict.actual().orElse(-1));
    }

    private void addRows(List<String> transcript, List<ID> ids) {
        for (ID id : ids) {
            transcript.add(harness.rows()
                    .read(id)
                    .map(seen -> "version " + seen.version() + ", " + seen.state())
                    .orElse("no row"));
        }
    }
}
