package io.versioning.bulk.internal;

import io.versioning.BulkUpdateResult;
import io.versioning.Outcome;
import io.versioning.bulk.RowValidator;
import io.versioning.internal.sql.TableRequest;
import io.versioning.internal.text.SafeText;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * Reads the input of a call, and asks of each row what is to become of it. Not thread-safe.
 *
 * @param <T> the type of what goes in
 */
final class Intake<T> {

    private final Iterator<? extends T> updates;
    private final Function<? super T, ? extends RowSource> reading;
    private final TableRequest table;
    private final RowValidator validator;
    private long position;

    /**
     * An input.
     *
     * @param updates what goes in
     * @param reading tells what is to become of the row of one
     * @param table the table that all of them must be of
     * @param validator tells what is wrong with one
     */
    Intake(
            Iterator<? extends T> updates,
            Function<? super T, ? extends RowSource> reading,
            TableRequest table,
            RowValidator validator) {
        this.updates = updates;
        this.reading = reading;
        this.table = table;
        this.validator = validator;
    }

    /** What went in, its place in the input, from 0, what is to become of its row, and why it must not, if so. */
    record Item<T>(long position, T update, RowSource row, List<String> violations) {

        BulkUpdateResult.Row<Object, T> with(Outcome outcome) {
            return new BulkUpdateResult.Row<>(position, row.id(), update, outcome);
        }
    }

    boolean hasMore() {
        return updates.hasNext();
    }

    /** Reads all rows, of which so many are expected. */
    List<Item<T>> all(int size) {
        List<Item<T>> items = new ArrayList<>(size);
        fill(items, Integer.MAX_VALUE);
        return items;
    }

    /** Reads the next rows into a list, until it has so many; what was read before a failure is in it. */
    void fill(List<Item<T>> items, int most) {
        while (items.size() < most && updates.hasNext()) {
            items.add(item(updates.next()));
            position++;
        }
    }

    private Item<T> item(T update) {
        if (update == null) {
            throw new IllegalArgumentException("updates: row " + position + " is null; leave it out");
        }
        RowSource row = read(update);
        if (!row.table().equals(table)) {
            throw new IllegalArgumentException("updates: row " + position + " is one of table "
                    + SafeText.of(row.table().name()) + ", and this bulk writes table " + SafeText.of(table.name()));
        }
        return new Item<>(position, update, row, violations(update));
    }

    private List<String> violations(T update) {
        List<String> violations = validator.violations(update);
        if (violations == null) {
            throw new IllegalStateException("validator: answered null about row " + position
                    + " of the updates; an empty list says that all is well");
        }
        return violations.isEmpty() ? List.of() : List.copyOf(violations);
    }

    private RowSource read(T update) {
        try {
            return reading.apply(update);
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException("updates: row " + position + ": " + unfit.getMessage(), unfit);
        }
    }
}
