package io.versioning.bulk.jpa;

import io.versioning.bulk.internal.BulkStore;
import io.versioning.bulk.jpa.internal.EntityDoor;
import io.versioning.bulk.jpa.internal.JoinedContext;
import io.versioning.bulk.jpa.internal.OwnedContexts;
import io.versioning.event.Actor;
import io.versioning.event.ConflictListener;
import io.versioning.event.ConflictLogger;
import io.versioning.internal.event.ConflictPublisher;
import io.versioning.jpa.internal.FactoryKnowledge;
import io.versioning.transaction.TransactionSource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Many guarded writes of entities: each row is judged by itself, and what became of it is told, at the speed of set-based
 * SQL. The SQL comes from Hibernate's mapping.
 *
 * <pre>{@code
 * BulkEntities<Flight> flights = JpaBulkVersioning.over(entityManagerFactory).entities(Flight.class);
 * BulkUpdateResult<Object, EntityChange<Flight>> result = flights.apply(List.of(
 *         flights.update(42).expecting(5).set(Flight_.gate, "B7"),
 *         flights.delete(43).expecting(1)));
 * }</pre>
 *
 * <p>Whose transaction it is: over an {@code EntityManager} always the caller's, which must be active; over an
 * {@code EntityManagerFactory} each chunk is committed, on connections that Hibernate hands out, for the tenant that it
 * resolves.
 *
 * <p>Immutable, and as thread-safe as the {@code EntityManager} or {@code EntityManagerFactory}.
 */
public final class JpaBulkVersioning {

    private final FactoryKnowledge knowledge;
    private final TransactionSource transactions;
    private final ConflictPublisher publisher;

    private JpaBulkVersioning(FactoryKnowledge knowledge, TransactionSource transactions, ConflictPublisher publisher) {
        this.knowledge = knowledge;
        this.transactions = transactions;
        this.publisher = publisher;
    }

    /**
     * Bulks that own their connections and transactions. Nothing is sent to the database.
     *
     * @param factory the persistence unit; not one of a container with JTA transactions
     * @return the entry to bulks
     * @throws IllegalArgumentException if its provider is not Hibernate
     */
    public static JpaBulkVersioning over(EntityManagerFactory factory) {
        FactoryKnowledge knowledge = FactoryKnowledge.of(Objects.requireNonNull(factory, "factory"));
        return new JpaBulkVersioning(knowledge, new OwnedContexts(knowledge.factory()), defaultPublisher());
    }

    /**
     * Bulks in the transaction that an entity manager is in. Nothing is sent to the database.
     *
     * @param em the entity manager; it may be the shared one that Spring injects
     * @return the entry to bulks
     * @throws IllegalArgumentException if its provider is not Hibernate
     */
    public static JpaBulkVersioning over(EntityManager em) {
        Objects.requireNonNull(em, "em");
        FactoryKnowledge knowledge = FactoryKnowledge.of(em.getEntityManagerFactory());
        return new JpaBulkVersioning(knowledge, new JoinedContext(em), defaultPublisher());
    }

    private static ConflictPublisher defaultPublisher() {
        return new ConflictPublisher(List.of(ConflictLogger.atInfo()), Actor.fromMdc(Actor.DEFAULT_MDC_KEY));
    }

    /**
     * Returns bulks that also tell others of conflicts and of their end.
     *
     * @param more who is told, after those that are told already
     * @return the entry to bulks
     */
    public JpaBulkVersioning withListeners(ConflictListener... more) {
        List<ConflictListener> all = new ArrayList<>(publisher.listeners());
        all.addAll(List.of(more));
        return telling(new ConflictPublisher(all, publisher.actor()));
    }

    /**
     * Returns bulks that tell nobody, not even the log.
     *
     * @return the entry to bulks
     */
    public JpaBulkVersioning withoutListeners() {
        return telling(new ConflictPublisher(List.of(), publisher.actor()));
    }

    /**
     * Returns bulks that ask somebody else for the actor.
     *
     * @param actor tells who writes
     * @return the entry to bulks
     */
    public JpaBulkVersioning withActor(Actor actor) {
        return telling(new ConflictPublisher(publisher.listeners(), Objects.requireNonNull(actor, "actor")));
    }

    private JpaBulkVersioning telling(ConflictPublisher other) {
        return new JpaBulkVersioning(knowledge, transactions, other);
    }

    /**
     * The entities of a class.
     *
     * @param type the class
     * @param <E> the type of the entities
     * @return the entities
     * @throws IllegalArgumentException if it is no entity of the persistence unit
     * @throws io.versioning.TableUnsuitableException if the entity has no version that can be counted
     */
    public <E> BulkEntities<E> entities(Class<E> type) {
        EntityDoor<E> door = EntityDoor.to(Objects.requireNonNull(type, "type"), knowledge, publisher);
        return BulkEntities.of(door, BulkStore.over(transactions, publisher));
    }
}
