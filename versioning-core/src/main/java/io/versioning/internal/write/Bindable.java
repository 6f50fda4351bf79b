package io.versioning.internal.write;

import io.versioning.internal.sql.Column;
import io.versioning.internal.text.SafeText;
import io.versioning.internal.text.StorableText;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what an application passes into what every driver takes, and refuses text that a database would garble. */
final class Bindable {

    private Bindable() {}

    /**
     * Returns a value as drivers take it.
     *
     * @throws IllegalArgumentException for text that no database stores as it is; it names the column and no text
     */
    static @Nullable Object of(@Nullable Object value, Column column) {
        if (value instanceof CharSequence || value instanceof Character) {
            return StorableText.require(value.toString(), () -> where(column));
        } else if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        } else if (value instanceof ZonedDateTime time) {
            return time.toOffsetDateTime();
        } else if (value != null && value.getClass() == Date.class) {
            return ((Date) value).toInstant().atOffset(ZoneOffset.UTC);
        } else if (value instanceof Enum<?> constant) {
            return constant.name();
        } else if (value instanceof Double || value instanceof Float) {
            return exact((Number) value, column);
        } else if (value instanceof Object[] elements) {
            return of(Arrays.asList(elements), column);
        } else if (value instanceof Collection<?> elements) {
            List<@Nullable Object> bindable = new ArrayList<>();
            elements.forEach(element -> bindable.add(of(element, column)));
            return bindable;
        }
        return value;
    }

    /** A database that is given a binary number for a decimal column cuts its last digits. */
    private static Object exact(Number number, Column column) {
        boolean isDecimal = column.jdbcType() == Types.NUMERIC || column.jdbcType() == Types.DECIMAL;
        return isDecimal && Double.isFinite(number.doubleValue()) ? new BigDecimal(number.toString()) : number;
    }

    private static String where(Column column) {
        return column.label().isEmpty() ? "an argument" : "column " + SafeText.of(column.label());
    }
}
