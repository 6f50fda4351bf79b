package io.versioning.internal.write;

import io.versioning.internal.sql.Column;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * A value that is bound to a place in a statement, in a form that every driver takes.
 *
 * @param value the value, or null
 * @param column the column that it is written to or compared with
 */
public record Parameter(@Nullable Object value, Column column) {

    private static final Column UNTYPED = new Column("", "", Types.NULL, "text", true, false);

    /** Converts the value, and refuses text that a database would garble. */
    public Parameter {
        value = Bindable.of(value, column);
    }

    /**
     * A value in an expression of the application's, about whose type nothing is known.
     *
     * @param value the value, or null
     * @return the parameter
     */
    public static Parameter untyped(@Nullable Object value) {
        return new Parameter(value, UNTYPED);
    }
}
