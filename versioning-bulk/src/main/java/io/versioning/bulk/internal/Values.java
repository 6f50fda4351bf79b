package io.versioning.bulk.internal;

import io.versioning.internal.sql.Column;
import org.jspecify.annotations.Nullable;

/** Turns values into what a way of writing binds. */
@FunctionalInterface
interface Values {

    /** As they are: for statements of one row. */
    Values PLAIN = column -> value -> value;

    /** Turns the values of one column. */
    @FunctionalInterface
    interface Conversion {

        /**
         * Turns one.
         *
         * @throws IllegalArgumentException if it is no value for the column
         */
        @Nullable
        Object of(@Nullable Object value);
    }

    /** What turns the values of a column. */
    Conversion of(Column column);

    /** The same check, for values that are bound as they are: a row alone is to take what rows in company take. */
    default Values checking() {
        return column -> {
            Conversion check = of(column);
            return value -> {
                Object unused = check.of(value);
                return value;
            };
        };
    }
}
