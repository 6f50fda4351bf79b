package io.versioning.bulk.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Outcome;
import io.versioning.bulk.BulkSummary;
import io.versioning.testkit.BulkRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Record;

/** Accounts in {@link BulkRecords}. */
record BulkAccounts<R extends Record>(AccountTable<R> accounts, BulkRecords<R> table)
        implements BulkRows<Long, Account> {

    @Override
    public List<Outcome> apply(List<Change<Long, Account>> changes, Way way) {
        BulkRecords<R> bulk = table.chunksOf(way.chunk()).withCurrentState();
        if (way.mode() == Way.Mode.ALL_OR_NOTHING) {
            bulk = bulk.allOrNothing();
        }
        if (way.inInputOrder()) {
            bulk = bulk.inInputOrder();
        }
        if (way.mode() == Way.Mode.STREAMED) {
            List<Outcome> outcomes = new ArrayList<>();
            BulkSummary summary =
                    bulk.stream(changes.iterator(), this::change).into(row -> outcomes.add(row.outcome()));
            assertThat(summary.isComplete()).isTrue();
            return outcomes;
        }
        return bulk.apply(changes, this::change).outcomes();
    }

    private RecordChange<R> change(Change<Long, Account> change) {
        return switch (change.action()) {
            case TOUCH -> table.touch(change.id()).expecting(change.expected());
            case DELETE -> table.delete(change.id()).expecting(change.expected());
            case UPDATE ->
                table.update(change.id())
                        .expecting(change.expected())
                        .setAll(accounts.fields(Objects.requireNonNull(change.state())));
        };
    }
}
