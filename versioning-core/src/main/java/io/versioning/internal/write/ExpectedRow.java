package io.versioning.internal.write;

import io.versioning.VersionOverflowException;
import io.versioning.internal.text.SafeText;

/**
 * A row that is to be written, with what is expected of it.
 *
 * @param entity the name of the entity or table, for messages
 * @param id the row's id, as the caller gave it
 * @param precondition what must hold
 */
public record ExpectedRow(String entity, Object id, Precondition precondition) {

    /**
     * Names the row.
     *
     * @return entity and id, escaped and shortened
     */
    public String words() {
        return SafeText.of(entity) + " " + SafeText.of(id);
    }

    /**
     * Refuses to write a row whose version can't be counted up; deleting it takes no next version.
     *
     * @param largest the largest version that its column holds
     * @param deletes whether the row is to be deleted
     * @throws VersionOverflowException if the expected version is the last one, or beyond it
     */
    public void requireCountable(long largest, boolean deletes) {
        long expected = precondition.expected();
        if (deletes ? expected > largest : expected >= largest) {
            throw new VersionOverflowException(entity, id, expected, largest);
        }
    }
}
