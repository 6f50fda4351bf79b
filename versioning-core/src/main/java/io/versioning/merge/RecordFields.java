package io.versioning.merge;

import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The components of a record as fields. */
final class RecordFields<R extends Record> implements Fields<R> {

    private final Class<R> type;
    private final Map<String, Method> accessors = new LinkedHashMap<>();
    private final Constructor<R> constructor;

    RecordFields(Class<R> type) {
        this.type = Objects.requireNonNull(type, "type");
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException("type: " + type.getName() + " is not a record class");
        }
        for (RecordComponent component : components) {
            accessors.put(component.getName(), reachable(component.getAccessor()));
        }
        this.constructor = reachable(canonicalConstructor(components));
    }

    @Override
    public Map<String, @Nullable Object> read(R state) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        accessors.forEach((name, accessor) -> values.put(name, value(accessor, state)));
        return values;
    }

    @Override
    public R with(R state, Map<String, ?> changes) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(Detached.copy("state", read(state)));
        Map<String, @Nullable Object> detached = Detached.copy("changes", changes);
        FieldNames.requireKnown("changes", detached.keySet(), accessors.keySet());
        detached.forEach(this::requireFitting);
        values.putAll(detached);
        return construct(values.values().toArray());
    }

    @Override
    public Optional<Set<String>> names() {
        return Optional.of(Collections.unmodifiableSet(accessors.keySet()));
    }

    @Override
    public String toString() {
        return "fields of " + type.getName();
    }

    private void requireFitting(String name, @Nullable Object value) {
        Class<?> component = Objects.requireNonNull(accessors.get(name)).getReturnType();
        if (value == null ? component.isPrimitive() : !boxed(component).isInstance(value)) {
            throw new IllegalArgumentException("changes: field " + name + " of " + type.getName() + " takes "
                    + component.getName() + ", not "
                    + (value == null ? "null" : value.getClass().getName()));
        }
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    private @Nullable Object value(Method accessor, R state) {
        try {
            return accessor.invoke(state);
        } catch (InvocationTargetException e) {
            throw thrownBy(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("can't read " + accessor.getName() + " of " + type.getName(), e);
        }
    }

    private R construct(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw thrownBy(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("can't make a " + type.getName(), e);
        }
    }

    /** What the record's own code threw; accessors and canonical constructors declare no checked exception. */
    private static RuntimeException thrownBy(InvocationTargetException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException exception ? exception : new IllegalStateException(e.getCause());
    }

    private Constructor<R> canonicalConstructor(RecordComponent[] components) {
        try {
            return type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("type: " + type.getName() + " has no canonical constructor", e);
        }
    }

    private <A extends AccessibleObject> A reachable(A member) {
        if (!member.trySetAccessible()) {
            throw new IllegalArgumentException("type: " + type.getName() + " can't be reached: make it public in an"
                    + " exported package, or open package " + type.getPackageName() + " of "
                    + type.getModule() + " to "
                    + getClass().getModule());
        }
        return member;
    }
}
