package io.versioning.bulk.internal;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.Column;
import io.versioning.internal.text.SafeText;
import io.versioning.internal.write.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The shapes of the rows of a table: each is made once, and kept for the calls that follow. Thread-safe. */
final class Shapes {

    /** So many shapes of a table are kept; an application that has more of them makes the others anew with each call. */
    private static final int MOST = 200;

    private final CheckedTable table;
    private final Values values;
    private final List<Values.Conversion> ids;
    private final Map<Settings, Planning> known = new ConcurrentHashMap<>();

    /**
     * Shapes.
     *
     * @param table the table
     * @param values turns values into what is bound
     */
    Shapes(CheckedTable table, Values values) {
        this.table = table;
        this.values = values;
        this.ids = table.ids().stream().map(values::of).toList();
    }

    /** What turns the parts of an id into what is bound. */
    List<Values.Conversion> ids() {
        return ids;
    }

    /**
     * What an update sets.
     *
     * @param columns the columns that it says, in its order
     * @param stamps what is set besides
     */
    record Settings(List<String> columns, Stamps.Columns stamps) {

        /** Copies the list. */
        Settings {
            columns = List.copyOf(columns);
        }
    }

    /** A shape, and what turns the values of its columns into what is bound. */
    record Planning(Settings settings, Shape shape, List<Values.Conversion> conversions) {

        @Nullable
        Object value(@Nullable Object value, int at) {
            Column column = shape.columns().get(at);
            Object given = value instanceof ColumnValue open ? open.in(column) : value;
            return conversions.get(at).of(new Parameter(given, column).value());
        }
    }

    /**
     * The shape of an update.
     *
     * @param settings what it sets
     * @throws IllegalArgumentException if a column can't be set, or is set twice
     */
    Planning of(Settings settings) {
        Planning planning = known.get(settings);
        if (planning == null) {
            Shape shape = shape(settings);
            planning = new Planning(
                    settings, shape, shape.columns().stream().map(values::of).toList());
            if (known.size() < MOST) {
                known.put(settings, planning);
            }
        }
        return planning;
    }

    private Shape shape(Settings settings) {
        List<Column> columns = new ArrayList<>();
        Set<Column> seen = new HashSet<>();
        for (String name : settings.columns()) {
            Column column = table.changeable(name);
            if (!seen.add(column)) {
                throw new IllegalArgumentException("column: " + SafeText.of(name) + " is set twice");
            }
            columns.add(column);
        }
        settings.stamps().actors().stream()
                .map(table::changeable)
                .filter(seen::add)
                .forEach(columns::add);
        return Shape.update(
                columns,
                settings.stamps().clocks().stream()
                        .map(table::changeable)
                        .filter(seen::add)
                        .toList());
    }
}
