package io.versioning.bulk.internal;

import io.versioning.Outcome;
import io.versioning.Refusal;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.Column;
import io.versioning.internal.text.SafeText;
import io.versioning.internal.write.GuardedSql;
import io.versioning.internal.write.Parameter;
import io.versioning.internal.write.RowStatements;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the rows of a call before any of them is written, and brings them into the form that is bound. For one call.
 */
final class RowPlanner {

    private final CheckedTable table;
    private final GuardedSql sql;
    private final Values values;
    private final List<Values.Conversion> ids;
    private final boolean wantsState;
    private final List<Column> clocks;
    private final List<Column> actors;
    private final @Nullable Object actor;
    private final Attendant attendant;
    private final Shape deletion = Shape.delete();
    private final Path start = new Path(null, null);

    /**
     * A planner.
     *
     * @param table the table
     * @param values turns values into what is bound
     * @param wantsState whether a conflict has the current state
     * @param stamps what each update sets besides
     * @param attendant turns rows into columns
     */
    RowPlanner(CheckedTable table, Values values, boolean wantsState, Stamps stamps, Attendant attendant) {
        this.attendant = attendant;
        this.table = table;
        this.sql = new GuardedSql(table);
        this.values = values;
        this.ids = table.ids().stream().map(values::of).toList();
        this.wantsState = wantsState;
        this.clocks = stamps.clocks().stream().map(table::changeable).toList();
        this.actors = stamps.actors().stream().map(table::changeable).toList();
        this.actor = stamps.actor();
    }

    /** Columns that were set, the last one first: along it a shape is found without a list for each row. */
    private static final class Path {
        private final @Nullable Path before;
        private final @Nullable String column;
        private final Map<String, Path> next = new HashMap<>();
        private @Nullable Planning planning;

        Path(@Nullable Path before, @Nullable String column) {
            this.before = before;
            this.column = column;
        }

        Path then(String name) {
            Path known = next.get(name);
            if (known == null) {
                known = new Path(this, name);
                next.put(name, known);
            }
            return known;
        }
    }

    /** A shape, and what turns the values of its columns into what is bound. */
    private record Planning(Shape shape, List<Values.Conversion> conversions) {

        @Nullable
        Object value(@Nullable Object value, int at) {
            Column column = shape.columns().get(at);
            Object given = value instanceof ColumnValue open ? open.in(column) : value;
            return conversions.get(at).of(new Parameter(given, column).value());
        }
    }

    /** Checks rows, up to the first one that can't be written. */
    <T> Planned plan(List<Intake.Item<T>> items) {
        Planned planned = new Planned(items.size());
        for (Intake.Item<T> item : items) {
            try {
                if (item.violations().isEmpty()) {
                    planned.add(plan(planned.size(), attendant.byColumns(item.row())));
                } else {
                    planned.add(new Outcome.Refused(Refusal.invalid(item.violations())));
                }
            } catch (IllegalArgumentException unfit) {
                String message = "updates: row " + item.position() + ": " + unfit.getMessage();
                planned.breakBy(new IllegalArgumentException(message, unfit));
                break;
            }
        }
        return planned;
    }

    private BulkRow plan(int position, RowSource row) {
        Object[] key = sql.keyValues(row.key(table));
        for (int part = 0; part < key.length; part++) {
            key[part] = Objects.requireNonNull(ids.get(part).of(key[part]), "id");
        }
        requireVersion(row);
        return switch (row.action()) {
            case DELETE -> BulkRow.of(position, row.id(), key, row.expected(), deletion, new Object[0]);
            case TOUCH, UPDATE -> {
                RowStatements.Factory alone = row.alone(table, wantsState);
                yield alone == null
                        ? updated(position, row, key)
                        : BulkRow.of(position, row.id(), key, row.expected(), Shape.alone(alone), new Object[0]);
            }
        };
    }

    private void requireVersion(RowSource row) {
        long largest = table.width().largest();
        if (row.expected() > largest) {
            throw new IllegalArgumentException("expected version " + row.expected() + " is larger than column "
                    + SafeText.of(table.version().label()) + " can hold (" + largest + ")");
        }
    }

    private BulkRow updated(int position, RowSource row, Object[] key) {
        Path path = start;
        int count = 0;
        for (RowSource.Setting set = row.last(); set != null; set = set.before()) {
            path = path.then(set.column());
            count++;
        }
        if (count == 0 && row.action() == RowSource.Action.UPDATE) {
            throw new IllegalArgumentException("nothing is set; use touch(...) to advance the version alone");
        }
        if (path.planning == null) {
            Shape shape = shape(path);
            path.planning =
                    new Planning(shape, shape.columns().stream().map(values::of).toList());
        }
        Planning planning = path.planning;
        @Nullable Object[] bound = new Object[planning.conversions().size()];
        for (int stamped = count; stamped < bound.length; stamped++) {
            bound[stamped] = planning.value(actor, stamped);
        }
        for (RowSource.Setting set = row.last(); set != null; set = set.before()) {
            count--;
            bound[count] = planning.value(set.value(), count);
        }
        return BulkRow.of(position, row.id(), key, row.expected(), planning.shape(), bound);
    }

    private Shape shape(Path last) {
        Deque<Column> columns = new ArrayDeque<>();
        Set<Column> seen = new HashSet<>();
        for (Path path = last; path != null && path.column != null; path = path.before) {
            Column column = table.changeable(path.column);
            if (!seen.add(column)) {
                throw new IllegalArgumentException("column: " + SafeText.of(path.column) + " is set twice");
            }
            columns.addLast(column);
        }
        actors.stream().filter(seen::add).forEach(columns::addLast);
        return Shape.update(
                List.copyOf(columns), clocks.stream().filter(seen::add).toList());
    }
}
