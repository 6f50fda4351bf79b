package io.versioning.bulk.internal;

import io.versioning.Outcome;
import io.versioning.Refusal;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.text.SafeText;
import io.versioning.internal.write.GuardedSql;
import io.versioning.internal.write.RowStatements;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Checks the rows of a call before any of them is written, and brings them into the form that is bound. For one call.
 */
final class RowPlanner {

    private final CheckedTable table;
    private final GuardedSql sql;
    private final Shapes shapes;
    private final boolean wantsState;
    private final Stamps stamps;
    private final Attendant attendant;
    private final Map<Shapes.Settings, Shapes.Planning> plannings = new HashMap<>();
    private Shapes.@Nullable Planning last;

    /**
     * A planner.
     *
     * @param table the table
     * @param shapes those of its rows
     * @param wantsState whether a conflict has the current state
     * @param stamps what each update sets besides
     * @param attendant turns rows into columns
     */
    RowPlanner(CheckedTable table, Shapes shapes, boolean wantsState, Stamps stamps, Attendant attendant) {
        this.table = table;
        this.sql = new GuardedSql(table);
        this.shapes = shapes;
        this.wantsState = wantsState;
        this.stamps = stamps;
        this.attendant = attendant;
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
            key[part] = Objects.requireNonNull(shapes.ids().get(part).of(key[part]), "id");
        }
        requireVersion(row);
        return switch (row.action()) {
            case DELETE -> BulkRow.of(position, row.id(), key, row.expected(), Shape.DELETION, new Object[0]);
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
        if (row.last() == null && row.action() == RowSource.Action.UPDATE) {
            throw new IllegalArgumentException("nothing is set; use touch(...) to advance the version alone");
        }
        Shapes.Planning planning = planning(row);
        int at = planning.settings().columns().size();
        @Nullable Object[] bound = new Object[planning.conversions().size()];
        for (int stamped = at; stamped < bound.length; stamped++) {
            bound[stamped] = planning.value(stamps.actor(), stamped);
        }
        for (RowSource.Setting set = row.last(); set != null; set = set.before()) {
            at--;
            bound[at] = planning.value(set.value(), at);
        }
        return BulkRow.of(position, row.id(), key, row.expected(), planning.shape(), bound);
    }

    /** Most rows set what the row before them sets. */
    private Shapes.Planning planning(RowSource row) {
        Shapes.Planning known = last;
        if (known == null || !sets(row, known.settings().columns())) {
            known = plannings.computeIfAbsent(new Shapes.Settings(columns(row), stamps.columns()), shapes::of);
            last = known;
        }
        return known;
    }

    private static boolean sets(RowSource row, List<String> columns) {
        int at = columns.size();
        for (RowSource.Setting set = row.last(); set != null; set = set.before()) {
            at--;
            if (at < 0 || !columns.get(at).equals(set.column())) {
                return false;
            }
        }
        return at == 0;
    }

    private static List<String> columns(RowSource row) {
        Deque<String> columns = new ArrayDeque<>();
        for (RowSource.Setting set = row.last(); set != null; set = set.before()) {
            columns.addFirst(set.column());
        }
        return List.copyOf(columns);
    }
}
