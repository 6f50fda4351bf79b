package io.versioning.jpa.internal;

import java.util.List;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;

/** A flush that the application, or a commit, has asked for. Thread-safe if its listeners are. */
final class NotedFlush implements FlushEventListener {

    private static final long serialVersionUID = 1L;

    private final transient FactoryKnowledge knowledge;
    private final transient List<FlushEventListener> flushes;

    NotedFlush(FactoryKnowledge knowledge, List<FlushEventListener> flushes) {
        this.knowledge = knowledge;
        this.flushes = flushes;
    }

    @Override
    public void onFlush(FlushEvent event) {
        knowledge.beforeFlush(event.getSession());
        new StaleFlush(knowledge, event.getSession()).noting(() -> flushes.forEach(flush -> flush.onFlush(event)));
    }
}
