package io.versioning.jpa.internal;

import io.versioning.internal.text.SafeText;
import io.versioning.internal.text.StorableText;
import io.versioning.internal.write.ExactNumber;
import java.lang.invoke.MethodType;
import java.util.stream.IntStream;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Ids as callers pass them, and as the mapping has them. */
public final class EntityId {

    /** What is put in the place of an id that the database was about to generate. */
    static final String NONE_YET = "a new row";

    private EntityId() {}

    /**
     * Turns an id into the type that the mapping has, exactly or not at all.
     *
     * @param kind the kind of entity
     * @param id the id, as a caller passes it
     * @return the id, as the mapping has it
     * @throws IllegalArgumentException if it is null, in whole or in part, of another type, or text that no database
     *     stores as it is
     */
    public static Object of(EntityKind kind, @Nullable Object id) {
        if (id == null) {
            throw new IllegalArgumentException("id: is null; pass the id of a row");
        }
        Type mapped = kind.persister().getIdentifierType();
        Object exact = exact(kind, id, boxed(mapped.getReturnedClass()));
        if (!isWhole(mapped, exact)) {
            throw new IllegalArgumentException(
                    "id: a part of it is null; pass the whole id of a " + SafeText.of(kind.name()));
        }
        requireStorable(mapped, exact);
        return exact;
    }

    /**
     * Requires that the id of a new entity, as far as it has one already, is stored as it is.
     *
     * @throws IllegalArgumentException if it is text that no database stores as it is
     */
    static void requireStorable(EntityKind kind, @Nullable Object id) {
        if (id != null) {
            requireStorable(kind.persister().getIdentifierType(), id);
        }
    }

    private static boolean isWhole(Type type, @Nullable Object id) {
        if (id == null || !(type instanceof CompositeType composite)) {
            return id != null;
        }
        Type[] types = composite.getSubtypes();
        Object[] parts = composite.getPropertyValues(id);
        return IntStream.range(0, parts.length).allMatch(part -> isWhole(types[part], parts[part]));
    }

    private static Object exact(EntityKind kind, Object id, Class<?> type) {
        if (type.isInstance(id)) {
            return id;
        }
        if (id instanceof Number number && Number.class.isAssignableFrom(type)) {
            try {
                return ExactNumber.as(type, number);
            } catch (ArithmeticException inexact) {
                throw misfit(kind, id, type);
            }
        }
        throw misfit(kind, id, type);
    }

    private static IllegalArgumentException misfit(EntityKind kind, Object id, Class<?> type) {
        return new IllegalArgumentException(
                "id: is a " + id.getClass().getSimpleName() + ", and the id of " + SafeText.of(kind.name()) + " is a "
                        + type.getSimpleName() + ", into which it can't be turned exactly");
    }

    private static void requireStorable(Type type, Object id) {
        if (id instanceof String text) {
            String unused = StorableText.require(text, () -> "the id");
        } else if (type instanceof CompositeType composite) {
            Object[] parts = composite.getPropertyValues(id);
            for (int part = 0; part < parts.length; part++) {
                if (parts[part] != null) {
                    requireStorable(composite.getSubtypes()[part], parts[part]);
                }
            }
        }
    }

    private static Class<?> boxed(Class<?> type) {
        return type.isPrimitive() ? MethodType.methodType(type).wrap().returnType() : type;
    }
}
