package io.versioning.internal.write;

/**
 * A guarded write of one row, as a call asks for it.
 *
 * @param entity the name of the entity or table, for messages
 * @param id the row's id, as the caller gave it
 * @param precondition what must hold
 * @param deletes whether the row is deleted, and not updated
 * @param statements the adapter's statements
 */
public record RowWrite(
        String entity, Object id, Precondition precondition, boolean deletes, RowStatements.Factory statements) {}
