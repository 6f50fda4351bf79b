package io.versioning.bulk.internal;

import io.versioning.internal.text.SafeText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoEra;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values as PostgreSQL reads them from text (manual, chapter 8), as the driver would write them for one row: an array of
 * most types travels as text.
 *
 * @param type the type of the column that the value is for
 */
record PostgresText(ArrayType type) {

    private static final int NANOS_PER_MICRO = 1000;
    private static final int NANOS_PER_MILLI = 1_000_000;

    /**
     * The text of a value.
     *
     * @throws IllegalArgumentException if a value of this class is not for such a column
     */
    String of(Object value) {
        if (type.isArray() && value instanceof List<?> elements) {
            return ArrayLiteral.of(elements, PostgresText::anything);
        }
        String text = fitting(value);
        if (text == null) {
            throw misfit(value);
        }
        return text;
    }

    private @Nullable String fitting(Object value) {
        if (value instanceof String text) {
            return text;
        }
        return switch (type.sqlType()) {
            case "numeric", "real", "double precision", "money" -> value instanceof Number ? number(value) : null;
            case "text", "character varying", "bpchar", "name", "json", "jsonb", "xml" -> null;
            case "bytea" ->
                value instanceof byte[] bytes ? "\\x" + HexFormat.of().formatHex(bytes) : null;
            case "boolean" -> value instanceof Boolean ? value.toString() : null;
            case "uuid" -> value instanceof UUID ? value.toString() : null;
            case "date" -> date(value);
            case "time without time zone" -> time(value);
            case "time with time zone" -> value instanceof OffsetTime time ? time.toString() : null;
            case "timestamp without time zone" -> timestamp(value);
            case "timestamp with time zone" -> timestampWithZone(value);
            default -> ofTheDriver(value);
        };
    }

    /** An element of an array, of whatever type the array is. */
    private static String anything(Object value) {
        if (value instanceof byte[] bytes) {
            return "\\x" + HexFormat.of().formatHex(bytes);
        }
        return value instanceof Number ? number(value) : value.toString();
    }

    private static String number(Object value) {
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    private static @Nullable String date(Object value) {
        if (value instanceof LocalDate date) {
            return text(date);
        }
        return value instanceof Date date ? text(date.toLocalDate()) : null;
    }

    private static @Nullable String time(Object value) {
        if (value instanceof LocalTime time) {
            return time.toString();
        }
        return value instanceof Time time ? text(time) : null;
    }

    /** With the milliseconds, which {@code toLocalTime()} leaves out. */
    private static String text(Time time) {
        int nanos = (int) Math.floorMod(time.getTime(), 1000L) * NANOS_PER_MILLI;
        return time.toLocalTime().withNano(nanos).toString();
    }

    private static @Nullable String timestamp(Object value) {
        if (value instanceof LocalDateTime time) {
            return text(time);
        }
        return value instanceof Timestamp time ? text(time.toLocalDateTime()) : date(value);
    }

    private static @Nullable String timestampWithZone(Object value) {
        if (value instanceof OffsetDateTime time) {
            return text(time);
        } else if (value instanceof Timestamp time) {
            return text(time.toInstant().atOffset(ZoneOffset.UTC));
        }
        return value instanceof LocalDateTime time ? text(time) : null;
    }

    private static String text(OffsetDateTime time) {
        if (time.equals(OffsetDateTime.MAX)) {
            return "infinity";
        } else if (time.equals(OffsetDateTime.MIN)) {
            return "-infinity";
        }
        return text(time.atZoneSameInstant(ZoneOffset.UTC).toLocalDateTime(), "+00");
    }

    private static String text(LocalDateTime time) {
        if (time.equals(LocalDateTime.MAX)) {
            return "infinity";
        } else if (time.equals(LocalDateTime.MIN)) {
            return "-infinity";
        }
        return text(time, "");
    }

    /** Rounded as the driver does. */
    private static String text(LocalDateTime time, String zone) {
        LocalDateTime rounded = time.plusNanos(NANOS_PER_MICRO / 2).truncatedTo(ChronoUnit.MICROS);
        LocalDate date = rounded.toLocalDate();
        return days(date) + " " + rounded.toLocalTime() + zone + era(date);
    }

    private static String text(LocalDate date) {
        if (date.equals(LocalDate.MAX)) {
            return "infinity";
        } else if (date.equals(LocalDate.MIN)) {
            return "-infinity";
        }
        return days(date) + era(date);
    }

    private static String days(LocalDate date) {
        return "%04d-%02d-%02d"
                .formatted(date.get(ChronoField.YEAR_OF_ERA), date.getMonthValue(), date.getDayOfMonth());
    }

    private static String era(LocalDate date) {
        return date.getEra() == IsoEra.BCE ? " BC" : "";
    }

    /** The types that the database defines, or an extension, or a user. */
    private static @Nullable String ofTheDriver(Object value) {
        boolean isOfTheDriver = value.getClass().getName().startsWith("org.postgresql.util.PG");
        return isOfTheDriver || value instanceof UUID || value instanceof Number || value instanceof Boolean
                ? value.toString()
                : null;
    }

    /** A whole number, for a column of whole numbers. */
    Long whole(Object value) {
        try {
            if (value instanceof Long whole) {
                return whole;
            } else if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
                return ((Number) value).longValue();
            } else if (value instanceof BigDecimal decimal) {
                return decimal.longValueExact();
            } else if (value instanceof BigInteger integer) {
                return integer.longValueExact();
            } else if (value instanceof String text) {
                return Long.parseLong(text.strip());
            }
        } catch (ArithmeticException | NumberFormatException inexact) {
            throw misfit(value);
        }
        throw misfit(value);
    }

    private IllegalArgumentException misfit(Object value) {
        return new IllegalArgumentException(
                "column " + SafeText.of(type.column().label()) + " is of type " + type.sqlType() + ", and this "
                        + value.getClass().getSimpleName() + " is no value for it");
    }
}
