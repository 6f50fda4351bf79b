package io.versioning.jpa.internal;

import io.versioning.TableUnsuitableException;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.SqlFailure;
import io.versioning.internal.write.FailureTranslation;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that the version which was written is the one that was meant to be. Not thread-safe, like the session.
 *
 * @param scope the session
 * @param table the table
 * @param row the row that was written
 */
record WrittenVersion(SessionScope scope, CheckedTable table, EntityRow row) {

    /** Requires that the provider, and then the triggers of the table, if it has any, came out at a version. */
    void require(long meant, long byProvider) throws SQLException {
        require(meant, byProvider, "the entity was flushed while it was changed");
        if (table.facts().triggers()) {
            settleDeferred();
            Long stored = new CurrentRow(scope, table.dialect())
                    .read(row.withoutState())
                    .version();
            require(meant, stored, "something besides the library sets the version, perhaps a trigger");
        }
    }

    /** Requires that no later flush has written the row once more. */
    void requireOnce(long meant, @Nullable Long found) {
        require(
                meant,
                found,
                "the entity was dirty again after it was flushed, because of an entity listener, or of an attribute"
                        + " whose value does not equal itself");
    }

    /** Lets triggers fire that wait for the end of the transaction; only who owns it may do so. */
    private void settleDeferred() {
        Optional<String> settling = table.dialect().settleDeferred();
        if (!scope.joined() && settling.isPresent()) {
            try (Statement statement = scope.connection().createStatement()) {
                statement.execute(settling.get());
            } catch (SQLException e) {
                throw FailureTranslation.of(table, scope, row.named()).ofWrite(SqlFailure.of(e));
            }
        }
    }

    private void require(long meant, @Nullable Long found, String why) {
        if (found == null || found != meant) {
            TableUnsuitableException unsound = new TableUnsuitableException(
                    row.kind().name(),
                    why + ": version " + meant + " was written, and version " + found + " came out of it; the "
                            + (scope.joined() ? "transaction can only be rolled back" : "write was undone"));
            scope.doom(unsound);
            throw unsound;
        }
    }
}
