package io.versioning.bulk.jpa.internal;

import io.versioning.internal.text.SafeText;
import io.versioning.internal.write.ExactNumber;
import io.versioning.jpa.internal.EntityId;
import io.versioning.jpa.internal.EntityKind;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of an entity, or of an embeddable in it, that an update can set. Immutable and thread-safe.
 *
 * @param path its path, as the caller gave it
 * @param steps the attributes on the path
 * @param isSettable whether one UPDATE of the entity's table can set it
 */
public record MappedAttribute(String path, List<AttributeMapping> steps, boolean isSettable) {

    private static final String PLAIN = "?";

    /** Copies the steps. */
    public MappedAttribute {
        steps = List.copyOf(steps);
    }

    static MappedAttribute of(String path, List<AttributeMapping> steps, String table) {
        AttributeMapping last = steps.get(steps.size() - 1);
        boolean isSettable = !(last instanceof PluralAttributeMapping)
                && columns(last).stream()
                        .allMatch(column -> column.getContainingTableExpression()
                                        .equals(table)
                                && column.getWriteExpression().equals(PLAIN)
                                && !column.getJdbcMapping().getJdbcType().isLob());
        return new MappedAttribute(path, steps, isSettable);
    }

    private static List<SelectableMapping> columns(AttributeMapping attribute) {
        List<SelectableMapping> columns = new ArrayList<>();
        attribute.forEachSelectable((index, column) -> {
            if (isUpdated(column)) {
                columns.add(column);
            }
        });
        return columns;
    }

    static boolean isUpdated(SelectableMapping column) {
        return column.isUpdateable() && !column.isFormula();
    }

    AttributeMapping last() {
        return steps.get(steps.size() - 1);
    }

    boolean isPlural() {
        return last() instanceof PluralAttributeMapping;
    }

    /** Whether the provider would ever write it. */
    boolean isUpdated() {
        return isPlural() || !columns(last()).isEmpty();
    }

    /** The value that an object has; null also where an embeddable on the path is null. */
    @Nullable
    Object valueIn(Object entity) {
        Object value = Hibernate.unproxy(entity);
        for (AttributeMapping step : steps) {
            value = value == null ? null : step.getValue(value);
        }
        return value;
    }

    /** Sets the value in an object. */
    void setIn(Object entity, @Nullable Object value) {
        Object owner = entity;
        for (AttributeMapping step : steps.subList(0, steps.size() - 1)) {
            owner = step.getValue(owner);
            if (owner == null) {
                throw new IllegalArgumentException(
                        words() + " is part of an embeddable that is null; set that as a whole");
            }
        }
        last().setValue(owner, value);
    }

    /**
     * Turns a value into one that the attribute holds.
     *
     * @throws IllegalArgumentException if it is none; it names the attribute and no value
     */
    @Nullable
    Object fitting(@Nullable Object value) {
        Class<?> type = last().getPropertyAccess().getGetter().getReturnTypeClass();
        if (value == null) {
            if (type.isPrimitive()) {
                throw new IllegalArgumentException(
                        words() + " is of the primitive type " + type + ", and can't be null");
            }
            return null;
        }
        Class<?> boxed = type.isPrimitive() ? MethodType.methodType(type).wrap().returnType() : type;
        if (boxed.isInstance(value) || last().getJavaType().getJavaTypeClass().isInstance(value)) {
            return value;
        } else if (last() instanceof ToOneAttributeMapping toOne && toOne.isReferenceToPrimaryKey()) {
            return Reference.to(toOne.getAssociatedEntityMappingType().getEntityPersister(), value);
        } else if (value instanceof Number number && Number.class.isAssignableFrom(boxed)) {
            return exact(number, boxed);
        }
        throw misfit(value, boxed);
    }

    private Object exact(Number number, Class<?> type) {
        try {
            return ExactNumber.as(type, number);
        } catch (ArithmeticException inexact) {
            throw misfit(number, type);
        }
    }

    private IllegalArgumentException misfit(Object value, Class<?> type) {
        return new IllegalArgumentException(words() + " is of type " + type.getSimpleName() + ", and this "
                + value.getClass().getSimpleName() + " is no value for it");
    }

    String words() {
        return "attribute: " + SafeText.of(path);
    }

    /** The id of an entity that an association is to refer to. */
    private record Reference(EntityPersister entity, Object id) {

        static Reference to(EntityPersister entity, Object id) {
            EntityKind kind = new EntityKind(entity.getMappedClass().getSimpleName(), entity);
            return new Reference(entity, EntityId.of(kind, id));
        }

        /** The entity, which is not read. */
        Object in(SharedSessionContractImplementor session) {
            return session.internalLoad(entity.getEntityName(), id, false, false);
        }
    }

    /** The value as an entity of a session holds it. */
    static @Nullable Object resolved(@Nullable Object value, SharedSessionContractImplementor session) {
        return value instanceof Reference reference ? reference.in(session) : value;
    }
}
