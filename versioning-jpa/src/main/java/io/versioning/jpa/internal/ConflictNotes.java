package io.versioning.jpa.internal;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Puts itself between each session and its flushes and merges, when Hibernate starts, so that what is thrown for a stale
 * row also says what was expected and what is there, and so that objects get their versions back whoever has flushed them;
 * see {@link StaleFlush} and {@link VersionLedger}. Hibernate finds it as a service.
 */
public final class ConflictNotes implements Integrator {

    /** For Hibernate. */
    public ConflictNotes() {}

    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        FactoryKnowledge knowledge = FactoryKnowledge.of(factory);
        EventListenerRegistry registry = factory.getEventEngine().getListenerRegistry();
        registry.setListeners(
                EventType.FLUSH, new NotedFlush(knowledge, listeners(registry.getEventListenerGroup(EventType.FLUSH))));
        registry.setListeners(
                EventType.AUTO_FLUSH,
                new NotedAutoFlush(knowledge, listeners(registry.getEventListenerGroup(EventType.AUTO_FLUSH))));
        registry.setListeners(
                EventType.MERGE, new NotedMerge(knowledge, listeners(registry.getEventListenerGroup(EventType.MERGE))));
    }

    private static <T> List<T> listeners(EventListenerGroup<T> group) {
        List<T> listeners = new ArrayList<>();
        group.fireEventOnEachListener(listeners, (listener, all) -> all.add(listener));
        return listeners;
    }

    @Override
    public void disintegrate(SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {
        // the listeners go with the session factory
    }
}
