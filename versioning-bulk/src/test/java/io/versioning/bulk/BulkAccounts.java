package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.BulkUpdateResult;
import io.versioning.Outcome;
import io.versioning.testkit.BulkRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Accounts in a {@link BulkTable}. */
record BulkAccounts(BulkTable table) implements BulkRows<Object, Account> {

    @Override
    public List<Outcome> apply(List<Change<Object, Account>> changes, Way way) {
        BulkTable bulk = table.chunksOf(way.chunk()).withCurrentState();
        if (way.mode() == Way.Mode.ALL_OR_NOTHING) {
            bulk = bulk.allOrNothing();
        }
        if (way.inInputOrder()) {
            bulk = bulk.inInputOrder();
        }
        if (way.mode() == Way.Mode.STREAMED) {
            return streamed(bulk, changes);
        }
        return bulk.apply(changes, this::rowChange).outcomes();
    }

    private List<Outcome> streamed(BulkTable bulk, List<Change<Object, Account>> changes) {
        List<Outcome> outcomes = new ArrayList<>();
        BulkSummary summary = bulk.stream(changes.iterator(), this::rowChange).into(row -> {
            assertThat(row.position()).isEqualTo(outcomes.size());
            outcomes.add(row.outcome());
        });
        assertThat(summary.isComplete()).isTrue();
        assertThat(summary.counts()).isEqualTo(BulkUpdateResult.Counts.of(outcomes));
        return outcomes;
    }

    private RowChange rowChange(Change<Object, Account> change) {
        return switch (change.action()) {
            case TOUCH -> table.touch(change.id()).expecting(change.expected());
            case DELETE -> table.delete(change.id()).expecting(change.expected());
            case UPDATE ->
                table.update(change.id())
                        .expecting(change.expected())
                        .setAll(Objects.requireNonNull(change.state()).columns());
        };
    }
}
