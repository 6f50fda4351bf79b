package io.versioning.jpa.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The session of an event: events have no common type in all versions of Hibernate, nor does their method return one. */
final class EventSession {

    private static final ClassValue<Method> METHODS = new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> type) {
            try {
                return type.getMethod("getSession");
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("In this Hibernate events of " + type + " have no session", e);
            }
        }
    };

    private EventSession() {}

    /** The session; null if it is a stateless one, of which some events name none. */
    static @Nullable SharedSessionContractImplementor of(Object event) {
        try {
            return (SharedSessionContractImplementor)
                    METHODS.get(event.getClass()).invoke(event);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof NullPointerException) {
                return null; // Hibernate 7 asks the session for itself, also where there is none
            }
            throw new IllegalStateException("An event does not tell its session", e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("An event does not tell its session", e);
        }
    }
}
