package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.BulkUpdateResult;
import io.versioning.Outcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is in a table of accounts, or would be there if outcomes are true. Immutable.
 *
 * @param rows version and balance of each account, by its id
 */
record World(Map<Long, Account> rows) {

    /** An account, as far as bulks change it. */
    record Account(long version, long balance) {}

    /** A change, with what it does, so that it can be done once more on paper. */
    record Planned(long id, long expected, @Nullable Integer balance, boolean deletes, RowChange change) {}

    static World in(Connection connection) throws SQLException {
        Map<Long, Account> rows = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select id, version, balance from account")) {
            while (found.next()) {
                rows.put(found.getLong(1), new Account(found.getLong(2), found.getLong(3)));
            }
        }
        return new World(rows);
    }

    /** What is there after what outcomes tell, if some unknown ones were written; fails where they contradict themselves. */
    World after(List<BulkUpdateResult.Row<Object, Planned>> told, Predicate<Outcome> written) {
        Map<Long, Account> after = new TreeMap<>(rows);
        for (BulkUpdateResult.Row<Object, Planned> row : told) {
            if (written.test(row.outcome())) {
                Planned change = row.update();
                Account before = after.remove(change.id());
                assertThat(before).as("written %s", row).isNotNull();
                assertThat(before.version()).as("written %s", row).isEqualTo(change.expected());
                if (!change.deletes()) {
                    long balance = change.balance() == null ? before.balance() : change.balance();
                    after.put(change.id(), new Account(change.expected() + 1, balance));
                }
                if (row.outcome() instanceof Outcome.Applied applied && !change.deletes()) {
                    assertThat(applied.version()).hasValue(change.expected() + 1);
                }
            }
        }
        return new World(after);
    }
}
