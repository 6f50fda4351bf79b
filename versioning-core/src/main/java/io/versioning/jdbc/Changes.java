package io.versioning.jdbc;

import io.versioning.event.Actor;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.Column;
import io.versioning.internal.text.SafeText;
import io.versioning.internal.write.Assignment;
import io.versioning.internal.write.GuardedSql;
import io.versioning.internal.write.Parameter;
import io.versioning.internal.write.Placeholders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The columns that a write sets, each at most once, by the names that the application gave. Immutable. */
final class Changes {

    static final Changes NONE = new Changes(List.of());

    private final List<Change> changes;

    private Changes(List<Change> changes) {
        this.changes = List.copyOf(changes);
    }

    private record Change(String column, String sql, List<@Nullable Object> values, boolean isExpression) {}

    boolean isEmpty() {
        return changes.isEmpty();
    }

    Changes set(String column, @Nullable Object value) {
        return with(new Change(column, "?", Arrays.asList(value), false));
    }

    Changes setSql(String column, String expression, @Nullable Object... values) {
        int wanted = Placeholders.count(expression);
        if (wanted != values.length) {
            throw new IllegalArgumentException("values: the expression for column " + SafeText.of(column) + " has "
                    + wanted + " place holders, and " + values.length + " values were given");
        }
        return with(new Change(column, expression, Arrays.asList(values.clone()), true));
    }

    Changes setAll(Map<String, ? extends @Nullable Object> values) {
        Changes all = this;
        for (Map.Entry<String, ? extends @Nullable Object> value : values.entrySet()) {
            all = all.set(value.getKey(), value.getValue());
        }
        return all;
    }

    /** These changes and the values of the id columns. */
    Changes withKey(CheckedTable table, List<Object> key) {
        Changes all = this;
        for (Parameter part : new GuardedSql(table).key(key)) {
            all = all.set(part.column().name(), part.value());
        }
        return all;
    }

    private Changes with(Change change) {
        Objects.requireNonNull(change.column(), "column");
        List<Change> more = new ArrayList<>(changes);
        more.add(change);
        return new Changes(more);
    }

    /** The assignments of an update: neither the key nor the version may be among the columns. */
    List<Assignment> forUpdate(CheckedTable table, List<TableSpec.Stamp> stamps, Actor actor) {
        Map<Column, Assignment> assignments = new LinkedHashMap<>();
        for (Change change : changes) {
            add(assignments, table.changeable(change.column()), change);
        }
        return withStamps(assignments, table, stamps, actor);
    }

    /** The assignments of an insert: the version may not be among the columns. */
    List<Assignment> forInsert(CheckedTable table, List<TableSpec.Stamp> stamps, Actor actor) {
        Map<Column, Assignment> assignments = new LinkedHashMap<>();
        for (Change change : changes) {
            Column column = table.column(change.column());
            add(assignments, table.ids().contains(column) ? column : table.changeable(change.column()), change);
        }
        return withStamps(assignments, table, stamps, actor);
    }

    private static void add(Map<Column, Assignment> assignments, Column column, Change change) {
        List<Parameter> parameters = new ArrayList<>();
        for (Object value : change.values()) {
            parameters.add(change.isExpression() ? Parameter.untyped(value) : new Parameter(value, column));
        }
        if (assignments.put(column, new Assignment(column, change.sql(), parameters)) != null) {
            throw new IllegalArgumentException("column: " + SafeText.of(change.column()) + " is set twice");
        }
    }

    /** A stamp gives way to a value that the call sets itself. */
    private static List<Assignment> withStamps(
            Map<Column, Assignment> assignments, CheckedTable table, List<TableSpec.Stamp> stamps, Actor actor) {
        for (TableSpec.Stamp stamp : stamps) {
            Column column = table.changeable(stamp.column());
            assignments.putIfAbsent(
                    column,
                    stamp.kind() == TableSpec.Stamp.Kind.TIME
                            ? new Assignment(column, table.dialect().currentTime(), List.of())
                            : Assignment.of(column, actor.current().orElse(null)));
        }
        return List.copyOf(assignments.values());
    }
}
