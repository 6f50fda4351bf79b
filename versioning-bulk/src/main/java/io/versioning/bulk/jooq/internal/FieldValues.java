package io.versioning.bulk.jooq.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.EnumType;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.JSONB;
import org.jooq.SQLDialect;
import org.jooq.XML;
import org.jooq.types.UByte;
import org.jooq.types.UInteger;
import org.jooq.types.ULong;
import org.jooq.types.UShort;
import org.jspecify.annotations.Nullable;

/**
 * Values in jOOQ's types of the database, as the engine binds them. Immutable.
 *
 * @param readsJsonFromBytes whether the database takes a text for a JSON string, and bytes for a document, as H2 does
 */
record FieldValues(boolean readsJsonFromBytes) {

    /** The bindings of the framework's own types; those of applications, and those chained to them, are elsewhere. */
    private static final String DEFAULT_BINDING = "org.jooq.impl.DefaultBinding$Default";

    /** Types of which the engine binds what jOOQ would; those of other types, such as intervals, only jOOQ knows. */
    private static final Set<Class<?>> KNOWN = Set.of(
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            String.class,
            byte[].class,
            UUID.class,
            Date.class,
            Time.class,
            Timestamp.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetTime.class,
            OffsetDateTime.class,
            Instant.class,
            Year.class,
            UByte.class,
            UShort.class,
            UInteger.class,
            ULong.class,
            JSON.class,
            JSONB.class,
            XML.class);

    static FieldValues of(SQLDialect family) {
        return new FieldValues(family == SQLDialect.H2);
    }

    /** Whether what is set is a value, and one that can be bound without the framework. */
    static boolean travels(Field<?> field, @Nullable Object value) {
        if (value instanceof Field<?> || !isDefault(field)) {
            return false;
        }
        Class<?> type = field.getConverter().fromType();
        return isKnown(type) || (type == Object.class && (value == null || isKnown(value.getClass())));
    }

    /** Whether a field is bound by the framework, but for a converter. */
    static boolean isDefault(Field<?> field) {
        return field.getBinding().getClass().getName().startsWith(DEFAULT_BINDING);
    }

    private static boolean isKnown(Class<?> type) {
        if (type.isArray() && type != byte[].class) {
            return isKnown(type.getComponentType());
        }
        return KNOWN.contains(type) || EnumType.class.isAssignableFrom(type);
    }

    /** What is bound for a value of a type that is known. */
    Object bound(Object value) {
        if (value instanceof EnumType constant) {
            return constant.getLiteral();
        } else if (value instanceof JSON json) {
            return json(json.data());
        } else if (value instanceof JSONB json) {
            return json(json.data());
        } else if (value instanceof XML xml) {
            return xml.data();
        } else if (value instanceof Year year) {
            return year.getValue();
        } else if (value instanceof ULong number) {
            return new BigDecimal(number.toBigInteger());
        } else if (value instanceof UByte || value instanceof UShort || value instanceof UInteger) {
            return ((Number) value).longValue();
        } else if (value instanceof Object[] elements) {
            return elements(elements);
        }
        return value;
    }

    private Object json(String document) {
        return readsJsonFromBytes ? document.getBytes(StandardCharsets.UTF_8) : document;
    }

    private List<@Nullable Object> elements(@Nullable Object[] elements) {
        List<@Nullable Object> bound = new ArrayList<>(elements.length);
        for (Object element : elements) {
            bound.add(element == null ? null : bound(element));
        }
        return bound;
    }
}
