package io.versioning.bulk.jpa;

import io.versioning.Outcome;
import io.versioning.testkit.BulkRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Accounts as {@link BulkEntities}. */
record BulkAccounts(BulkEntities<Account> accounts) implements BulkRows<Long, Account.State> {

    @Override
    public List<Outcome> apply(List<Change<Long, Account.State>> changes, Way way) {
        BulkEntities<Account> bulk = accounts.chunksOf(way.chunk()).withCurrentState();
        if (way.mode() == Way.Mode.ALL_OR_NOTHING) {
            bulk = bulk.allOrNothing();
        }
        if (way.inInputOrder()) {
            bulk = bulk.inInputOrder();
        }
        if (way.mode() == Way.Mode.STREAMED) {
            List<Outcome> outcomes = new ArrayList<>();
            bulk.stream(changes.iterator(), this::change).into(row -> outcomes.add(row.outcome()));
            return outcomes;
        }
        return bulk.apply(changes, this::change).outcomes();
    }

    private EntityChange<Account> change(Change<Long, Account.State> change) {
        return switch (change.action()) {
            case TOUCH -> accounts.touch(change.id()).expecting(change.expected());
            case DELETE -> accounts.delete(change.id()).expecting(change.expected());
            case UPDATE -> update(change);
        };
    }

    /** By attributes, or by a detached object: it makes no difference. */
    private EntityChange<Account> update(Change<Long, Account.State> change) {
        Account.State state = Objects.requireNonNull(change.state());
        if (change.expected() % 2 == 0) {
            Account detached = new Account();
            detached.id = change.id();
            detached.version = (int) change.expected();
            detached.change(state);
            return accounts.of(detached);
        }
        return accounts.update(change.id())
                .expecting(change.expected())
                .set("owner", state.owner())
                .set("balance", state.balance())
                .set("note", state.note());
    }
}
