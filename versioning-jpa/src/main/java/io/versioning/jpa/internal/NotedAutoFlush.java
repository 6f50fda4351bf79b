package io.versioning.jpa.internal;

import java.util.List;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.EventSource;

/** A flush that comes before a query. Thread-safe if its listeners are. */
final class NotedAutoFlush implements AutoFlushEventListener {

    private static final long serialVersionUID = 1L;

    private final transient FactoryKnowledge knowledge;
    private final transient List<AutoFlushEventListener> flushes;

    NotedAutoFlush(FactoryKnowledge knowledge, List<AutoFlushEventListener> flushes) {
        this.knowledge = knowledge;
        this.flushes = flushes;
    }

    @Override
    public void onAutoFlush(AutoFlushEvent event) {
        knowledge.beforeFlush(event.getSession());
        new StaleFlush(knowledge, event.getSession()).noting(() -> flushes.forEach(flush -> flush.onAutoFlush(event)));
    }

    /** Of Hibernate 6 only. */
    @Override
    public void onAutoPreFlush(EventSource session) {
        flushes.forEach(flush -> flush.onAutoPreFlush(session));
    }
}
