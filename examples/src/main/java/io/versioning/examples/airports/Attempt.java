package io.versioning.examples.airports;

import io.versioning.Conflict;
import io.versioning.merge.MergeResult;
import java.util.Map;

/**
 * What an editor tried, and how it ended.
 *
 * @param adapter what the editor writes over
 * @param seen the airport as the editor read it
 * @param wanted the columns that the editor wanted to set
 */
record Attempt(String editor, String adapter, Edit edit, Seen seen, Map<String, Object> wanted, Ending ending) {

    /** How an attempt ended: written, or one of the three ways out of a conflict. */
    sealed interface Ending {

        /** Whether the editor's change is in the table. */
        default boolean isWritten() {
            return true;
        }
    }

    /** Nobody was in the way. */
    record Written(long version) implements Ending {}

    /** Others had changed other fields, so both edits stand. */
    record Merged(Conflict conflict, Seen current, MergeResult.Merged<Map<String, ?>> merge, long version)
            implements Ending {}

    /** The change was decided again on the row as it was by then. */
    record ReadAgain(Conflict conflict, Seen again, long version) implements Ending {}

    /** Others had changed the same field: nothing was written, and a person must decide. */
    record LeftToAPerson(Conflict conflict, MergeResult.Clashed<Map<String, ?>> clash) implements Ending {
        @Override
        public boolean isWritten() {
            return false;
        }
    }
}
