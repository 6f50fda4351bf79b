package io.versioning.internal.write;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.Column;
import io.versioning.transaction.TransactionScope;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The insert of one row at version 1, in one statement.
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
     * @param assignments its columns; the key may be among them
     * @return the values of the key, given or generated
     */
    List<@Nullable Object> run(List<Assignment> assignments) {
        List<String> returning =
                new ArrayList<>(table.ids().stream().map(Column::name).toList());
        returning.add(table.version().name());
        Statement statement = new GuardedSql(table).insert(assignments);
        WriteTransaction transaction = new WriteTransaction(scope, table.facts().triggers(), failures);
        return transaction.run(() -> insert(statement, returning, transaction)).orElseThrow(failures::heldBack);
    }

    private Optional<List<@Nullable Object>> insert(
            Statement statement, List<String> returning, WriteTransaction transaction) throws SQLException {
        Execution execution = new Execution(table, scope.connection());
        Execution.Written written = execution.insert(statement, returning);
        if (written.rows() == 0) {
            return Optional.empty();
        }
        int parts = table.ids().size();
        transaction.requireVersion(FIRST_VERSION, written.returned().get(parts));
        List<@Nullable Object> key = written.returned().subList(0, parts);
        if (table.facts().triggers()) {
            List<Object> values = key.stream().map(Objects::requireNonNull).toList();
            List<Parameter> parameters = new GuardedSql(table).key(values);
            transaction.requireVersion(FIRST_VERSION, execution.versionAfterTriggers(parameters, !scope.joined()));
        }
        return Optional.of(key);
    }
}
