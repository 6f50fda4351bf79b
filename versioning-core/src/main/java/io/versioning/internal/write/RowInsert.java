package io.versioning.internal.write;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.transaction.TransactionScope;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The insert of one row at version 1, in one statement; where the table has triggers, the version is read once more.
 *
 * @param table the table
 * @param scope the scope
 * @param failures what to make of an error
 */
public record RowInsert(CheckedTable table, TransactionScope scope, FailureTranslation failures) {

    /** The version of a new row. */
    public static final long FIRST_VERSION = 1;

    /**
     * Inserts the row.
     *
     * @param statements the adapter's statements
     * @return the values of the key, given or generated
     */
    List<@Nullable Object> run(InsertStatements statements) {
        WriteTransaction transaction = new WriteTransaction(scope, table.facts().triggers(), failures);
        return transaction.run(() -> insert(statements, transaction)).orElseThrow(failures::heldBack);
    }

    private Optional<List<@Nullable Object>> insert(InsertStatements statements, WriteTransaction transaction)
            throws SQLException {
        Optional<InsertStatements.Inserted> inserted = statements.insert();
        if (inserted.isEmpty()) {
            return Optional.empty();
        }
        transaction.requireVersion(FIRST_VERSION, inserted.get().version());
        List<@Nullable Object> key = inserted.get().key();
        if (table.facts().triggers()) {
            transaction.settleDeferred();
            transaction.requireVersion(FIRST_VERSION, statements.version(key));
        }
        return Optional.of(key);
    }
}
