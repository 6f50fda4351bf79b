package io.versioning.bulk;

import io.versioning.Outcome;
import io.versioning.testkit.BulkRows;
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
        return bulk.apply(changes, this::rowChange).outcomes();
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
