package io.versioning.bulk.internal;

import io.versioning.BulkUpdateResult;
import io.versioning.internal.event.BulkEvents;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What a door writes, where, and how. Immutable; as thread-safe as its parts.
 *
 * @param store carries it out
 * @param target what is written to
 * @param reading tells the engine what a change of the door's means
 * @param way how a call goes about it
 * @param <C> the type of the changes
 */
public record BulkSetup<C>(BulkStore store, Target target, Function<? super C, ? extends RowSource> reading, Way way) {

    /**
     * Returns a setup like this one that goes about it in another way.
     *
     * @param other the way
     * @return the setup
     */
    public BulkSetup<C> going(Way other) {
        return new BulkSetup<>(store, target, reading, other);
    }

    /**
     * Returns a setup like this one that is carried out elsewhere.
     *
     * @param other carries it out
     * @return the setup
     */
    public BulkSetup<C> in(BulkStore other) {
        return new BulkSetup<>(other, target, reading, way);
    }

    /**
     * Writes rows.
     *
     * @param updates what goes in
     * @param change tells what is to become of the row of one
     * @param <T> the type of the updates
     * @return what became of each, in the order of the input
     * @throws IllegalArgumentException if a row can't be written, naming its position; then nothing was written
     */
    public <T> BulkUpdateResult<Object, T> apply(Collection<T> updates, Function<? super T, ? extends C> change) {
        List<Intake.Item<T>> items = intake(updates.iterator(), change).all(updates.size());
        Judged judged = store.write(target, way, items, true);
        List<BulkUpdateResult.Row<Object, T>> rows = new ArrayList<>(items.size());
        for (int at = 0; at < items.size(); at++) {
            rows.add(items.get(at).with(judged.outcomes().get(at)));
        }
        BulkUpdateResult<Object, T> result = BulkUpdateResult.of(rows);
        BulkEvents events = store.publisher().ofBulk(target.entity());
        events.conflicts(judged.conflicts());
        events.completed(result.counts());
        return result;
    }

    /**
     * Makes rows ready to be read as they are written.
     *
     * @param updates what goes in
     * @param change tells what is to become of the row of one
     * @param <T> the type of the updates
     * @return what reads and writes them
     * @throws IllegalStateException if all or nothing is to be kept
     */
    public <T> Feed<T> feed(Iterator<? extends T> updates, Function<? super T, ? extends C> change) {
        if (!way.keepsEach()) {
            throw new IllegalStateException(
                    "A stream is told what became of its rows before the last one is written, so"
                            + " all or nothing can't be kept; pass a collection to apply(...), or join a transaction and roll"
                            + " it back");
        }
        return new Feed<>(store, target, way, intake(updates, change));
    }

    /**
     * Settles unknown rows.
     *
     * @param rows rows of a bulk
     * @param <T> the type of the updates
     * @return the same rows, with what is known of them now
     * @throws IllegalStateException in a transaction of the caller's
     */
    public <T> List<BulkUpdateResult.Row<Object, T>> resolve(List<BulkUpdateResult.Row<Object, T>> rows) {
        Set<CommitProof> proofs = new LinkedHashSet<>();
        rows.forEach(row -> Evidence.in(row.outcome()).ifPresent(evidence -> proofs.add(evidence.proof())));
        if (proofs.isEmpty()) {
            return List.copyOf(rows);
        }
        Map<CommitProof, CommitProof.Status> settled = store.settle(target, proofs);
        return rows.stream()
                .map(row -> Evidence.in(row.outcome())
                        .map(evidence ->
                                evidence.outcome(settled.getOrDefault(evidence.proof(), CommitProof.Status.UNKNOWN)))
                        .map(outcome -> new BulkUpdateResult.Row<>(row.position(), row.id(), row.update(), outcome))
                        .orElse(row))
                .toList();
    }

    private <T> Intake<T> intake(Iterator<? extends T> updates, Function<? super T, ? extends C> change) {
        return new Intake<>(updates, update -> reading.apply(changed(change, update)), target.table(), way.validator());
    }

    private static <T, C> C changed(Function<? super T, ? extends C> change, T update) {
        C changed = change.apply(update);
        if (changed == null) {
            throw new IllegalArgumentException("the function has no change for it; leave the row out");
        }
        return changed;
    }
}
