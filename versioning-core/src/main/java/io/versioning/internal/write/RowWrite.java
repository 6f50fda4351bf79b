package io.versioning.internal.write;

/**
 * A guarded write of one row, as a call asks for it.
 *
 * @param row the row, with what is expected of it
 * @param deletes whether the row is deleted, and not updated
 * @param statements the adapter's statements
 */
public record RowWrite(ExpectedRow row, boolean deletes, RowStatements.Factory statements) {

    long expected() {
        return row.precondition().expected();
    }
}
