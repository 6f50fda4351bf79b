package io.versioning.internal.write;

import io.versioning.internal.sql.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a write sets a column to.
 *
 * @param column the column
 * @param sql an SQL expression: {@code ?} for a plain value
 * @param parameters the values of the expression's place holders, in their order
 */
public record Assignment(Column column, String sql, List<Parameter> parameters) {

    /** Copies the parameters. */
    public Assignment {
        parameters = List.copyOf(parameters);
    }

    /**
     * Sets a column to a value.
     *
     * @param column the column
     * @param value the value, or null
     * @return the assignment
     */
    public static Assignment of(Column column, @Nullable Object value) {
        return new Assignment(column, "?", List.of(new Parameter(value, column)));
    }
}
