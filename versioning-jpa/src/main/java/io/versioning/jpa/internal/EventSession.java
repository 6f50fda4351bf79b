package io.versioning.jpa.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractEvent;
import org.jspecify.annotations.Nullable;

/** The session of an event: a method that returns one type in Hibernate 6 and another in 7. */
final class EventSession {

    private static final Method SESSION = method();

    private EventSession() {}

    private static Method method() {
        try {
            return AbstractEvent.class.getMethod("getSession");
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("This Hibernate has events without a session", e);
        }
    }

    /** The session; null if it is a stateless one of Hibernate 6.6, whose events don't name it. */
    static @Nullable SharedSessionContractImplementor of(AbstractEvent event) {
        try {
            return (SharedSessionContractImplementor) SESSION.invoke(event);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("An event has no session", e);
        }
    }
}
