package io.versioning.jpa;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.Expecting;
import io.versioning.RetryPolicy;
import io.versioning.event.Actor;
import io.versioning.event.ConflictListener;
import io.versioning.event.ConflictLogger;
import io.versioning.internal.event.ConflictPublisher;
import io.versioning.jpa.internal.EntityStore;
import io.versioning.jpa.internal.FactoryKnowledge;
import io.versioning.jpa.internal.JoinedSessions;
import io.versioning.jpa.internal.OwnedSessions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Guarded writes on an {@code EntityManager}: the way in.
 *
 * <pre>{@code
 * JpaVersioning versioning = JpaVersioning.over(em);
 * Portfolio renamed = versioning.update(Portfolio.class, id).expecting(version).apply(p -> p.rename("Q4"));
 * }</pre>
 *
 * <p>For entities with a {@code @Version} attribute of type short, int or long, boxed or not, whether they extend
 * {@link VersionedEntity} or not. Made for Hibernate 6.6 and 7.
 *
 * <p>Whose transaction it is: over an {@code EntityManager}, always the caller's, which must be active; it may be the
 * shared one that Spring injects. Over an {@code EntityManagerFactory} each call has a persistence context and a
 * transaction of its own, committed when it returns, and gives detached entities.
 *
 * <p>A failure of a write marks the caller's transaction as one that can only be rolled back, as the provider does; a
 * conflict that is found by comparing versions, before anything was written, does not. The objects that the transaction
 * has written get their versions back when it is rolled back.
 *
 * <p>Immutable, and as thread-safe as the {@code EntityManager} or {@code EntityManagerFactory}.
 */
public final class JpaVersioning {

    private final EntityStore store;

    private JpaVersioning(EntityStore store) {
        this.store = store;
    }

    /**
     * Guarded writes in the transaction that an entity manager is in, with a log of conflicts on SLF4J and the actor from
     * the MDC. Nothing is sent to the database.
     *
     * @param em the entity manager
     * @return the way in
     * @throws IllegalArgumentException if its provider is not Hibernate
     */
    public static JpaVersioning over(EntityManager em) {
        return new JpaVersioning(new EntityStore(
                new JoinedSessions(Objects.requireNonNull(em, "em")),
                FactoryKnowledge.of(em.getEntityManagerFactory()),
                defaultPublisher()));
    }

    /**
     * Guarded writes in transactions of the library's own, with a log of conflicts on SLF4J and the actor from the MDC.
     * Nothing is sent to the database. Inside of a transaction of Spring's each call takes a second connection, and what it
     * writes stays when that transaction is rolled back.
     *
     * @param factory where entity managers come from; not one of a container with JTA transactions
     * @return the way in
     * @throws IllegalArgumentException if its provider is not Hibernate
     */
    public static JpaVersioning over(EntityManagerFactory factory) {
        Objects.requireNonNull(factory, "factory");
        return new JpaVersioning(
                new EntityStore(new OwnedSessions(factory), FactoryKnowledge.of(factory), defaultPublisher()));
    }

    private static ConflictPublisher defaultPublisher() {
        return new ConflictPublisher(List.of(ConflictLogger.atInfo()), Actor.fromMdc(Actor.DEFAULT_MDC_KEY));
    }

    /**
     * Returns the same, telling more listeners of conflicts.
     *
     * @param more who is told, besides those that are told already
     * @return the way in
     */
    public JpaVersioning withListeners(ConflictListener... more) {
        List<ConflictListener> all = new ArrayList<>(store.publisher().listeners());
        all.addAll(List.of(more));
        return telling(new ConflictPublisher(all, store.publisher().actor()));
    }

    /**
     * Returns the same, telling nobody of conflicts, the log included.
     *
     * @return the way in
     */
    public JpaVersioning withoutListeners() {
        return telling(new ConflictPublisher(List.of(), store.publisher().actor()));
    }

    /**
     * Returns the same, with another actor.
     *
     * @param actor who attempts the writes
     * @return the way in
     */
    public JpaVersioning withActor(Actor actor) {
        return telling(new ConflictPublisher(store.publisher().listeners(), Objects.requireNonNull(actor, "actor")));
    }

    private JpaVersioning telling(ConflictPublisher publisher) {
        return new JpaVersioning(store.telling(publisher));
    }

    /**
     * Reads an entity: state and version from one row image. In a transaction of the caller's it is the one that the
     * persistence context has, if it has one.
     *
     * @param type the class of the entity
     * @param id its id
     * @param <E> the type of the entity
     * @return the entity: managed in a transaction of the caller's, else detached; empty if there is no such row
     */
    public <E> Optional<E> read(Class<E> type, Object id) {
        return store.read(type, id);
    }

    /**
     * Returns the version that an entity was read at: what to send with a form, and to expect when it comes back.
     *
     * @param entity an entity, managed or detached
     * @return its version
     * @throws IllegalArgumentException if it has none, because it was not stored yet
     */
    public long version(Object entity) {
        return store.version(Objects.requireNonNull(entity, "entity"));
    }

    /**
     * Inserts an entity, and flushes. Its version is the first one of its mapping: 1 if it extends
     * {@link VersionedEntity}; one more where the provider needs an update besides, as new entities point to each other.
     * An id that is taken is a refusal, and no conflict.
     *
     * <p>If the insert fails, or its transaction is rolled back, the object has no version and no generated id again.
     *
     * @param entity the entity, which was not stored yet
     * @param <E> the type of the entity
     * @return the same object, with its version; managed if the call joined a transaction, else detached
     * @throws io.versioning.WriteRefusedException if a constraint, a type or a trigger refused the values
     * @throws io.versioning.OutcomeUnknownException if nobody can tell, as the connection was lost during COMMIT
     * @throws IllegalArgumentException if it was stored before, or has no id and none is generated, or one that is text
     *     which no database stores as it is
     */
    @CanIgnoreReturnValue
    public <E> E insert(E entity) {
        return store.insert(Objects.requireNonNull(entity, "entity"));
    }

    /**
     * Saves an entity: a new one is inserted; a managed or detached one is written at the version that it was read at,
     * and its version advances, also if nothing was changed.
     *
     * <p>A detached one is copied into the persistence context as {@code merge} does, but is never inserted again after
     * its row was deleted, nor written over what others have written since. Of an entity with a primitive version and an
     * id that the application assigns nobody can tell whether it is new: it counts as stored, use {@link #insert}. One
     * without a version counts as new, unless its id is one that is always generated.
     *
     * @param entity the entity
     * @param <E> the type of the entity
     * @return the entity with its new version; of a detached one, not the same object
     * @throws io.versioning.ConflictException if the row is not at the version of the entity, or gone
     * @throws io.versioning.VersionRequiredException if it has a generated id, and no version
     * @throws RuntimeException as {@link EntityUpdate#apply} does
     */
    @CanIgnoreReturnValue
    public <E> E save(E entity) {
        return store.save(Objects.requireNonNull(entity, "entity"));
    }

    /**
     * Begins an update.
     *
     * @param type the class of the entity
     * @param id its id
     * @param <E> the type of the entity
     * @return what asks for the expected version
     * @throws io.versioning.TableUnsuitableException if the entity has no version that can be counted
     */
    public <E> Expecting<EntityUpdate<E>> update(Class<E> type, Object id) {
        return store.expecting(type, id, EntityUpdate::new);
    }

    /**
     * Begins a touch: the version advances, because something changed that belongs to this entity but lies elsewhere.
     *
     * @param type the class of the entity
     * @param id its id
     * @param <E> the type of the entity
     * @return what asks for the expected version
     * @throws io.versioning.TableUnsuitableException if the entity has no version that can be counted
     */
    public <E> Expecting<EntityTouch<E>> touch(Class<E> type, Object id) {
        return store.expecting(type, id, EntityTouch::new);
    }

    /**
     * Begins a delete.
     *
     * @param type the class of the entity
     * @param id its id
     * @param <E> the type of the entity
     * @return what asks for the expected version
     * @throws io.versioning.TableUnsuitableException if the entity has no version that can be counted
     */
    public <E> Expecting<EntityDelete<E>> delete(Class<E> type, Object id) {
        return store.expecting(type, id, EntityDelete::new);
    }

    /**
     * Returns updates that load and decide anew when they lose, with pauses of up to 10 milliseconds at first and up to a
     * second at last. Only over an {@code EntityManagerFactory}.
     *
     * @param attempts how often to try, the first time included
     * @return the updates
     * @throws IllegalStateException over an {@code EntityManager}, as an attempt can't be repeated in its transaction
     */
    public RetryingEntities retrying(int attempts) {
        return retrying(RetryPolicy.attempts(attempts));
    }

    /**
     * Returns updates that load and decide anew when they lose; otherwise like {@link #retrying(int)}.
     *
     * @param policy how often to try, and how long to wait
     * @return the updates
     * @throws IllegalStateException over an {@code EntityManager}, as an attempt can't be repeated in its transaction
     */
    public RetryingEntities retrying(RetryPolicy policy) {
        if (store.joins()) {
            throw new IllegalStateException("An attempt that joins a transaction can't be repeated, as it would not see"
                    + " anew and could not roll back; use JpaVersioning.over(...) the EntityManagerFactory");
        }
        return new RetryingEntities(this, Objects.requireNonNull(policy, "policy"));
    }

    String nameOf(Class<?> type) {
        return store.name(type);
    }

    /**
     * Runs code that writes in its own way, such as {@code () -> repository.save(portfolio)}, flushes, and tells of a
     * conflict in the library's words: which entity, which id, what was expected and what is there.
     *
     * <p>Only over an {@code EntityManager}. Other failures inside of the work pass as they are, and leave the
     * transaction as they left it; those of the flush at its end are told as {@link EntityUpdate#apply} tells them. What
     * the provider only looks at when the transaction commits, such as locks of mode {@code OPTIMISTIC}, is told by that
     * COMMIT, in the provider's words.
     *
     * <p>What is checked is the version at which an entity was loaded. For one that a user has seen take
     * {@link #update}: a managed entity in which another version was set is refused.
     *
     * @param work what to run
     * @param <T> the type of its answer
     * @return its answer
     * @throws io.versioning.ConflictException if a row that was to be written was not at the version of its entity
     * @throws IllegalStateException if there is no transaction to join, as over an {@code EntityManagerFactory}, or it can
     *     only be rolled back, or is read-only; or if the work has set the version of a managed entity, and then the
     *     transaction can only be rolled back
     */
    @CanIgnoreReturnValue
    public <T extends @Nullable Object> T guarding(Supplier<T> work) {
        return store.guarding(Objects.requireNonNull(work, "work"));
    }

    /**
     * Runs code that has no answer; otherwise like {@link #guarding(Supplier)}.
     *
     * @param work what to run
     */
    public void guarding(Runnable work) {
        boolean unused = guarding(() -> {
            work.run();
            return true;
        });
    }

    /**
     * Runs code that writes with a stateless session of Hibernate's, and tells of a conflict in the library's words. An
     * object that could not be written keeps the version that it had, or none if it is new, where Hibernate would leave the
     * next one in it; also if the code catches the failure.
     *
     * <p>In the transaction of the session, or in none. A conflict leaves it as it was. Other failures pass as they are. If
     * the transaction is rolled back, all objects that were written get their versions back; of a COMMIT that fails
     * Hibernate 6.6 tells nobody, and they keep the next ones.
     *
     * <p>Rows are written one by one, whatever batch size the code sets. An object whose write has failed can't be written
     * again by the same code, but by that of another call.
     *
     * <p>A new row of {@link VersionedEntity} starts at 0: callbacks have no part in it.
     *
     * @param session the session that the code writes with
     * @param work what to run
     * @param <T> the type of its answer
     * @return its answer
     * @throws io.versioning.ConflictException if a row that was to be written was not at the version of its object
     * @throws IllegalArgumentException for an upsert, which would insert a deleted row again
     * @throws IllegalStateException if an object is written again whose write has failed
     */
    @CanIgnoreReturnValue
    public <T extends @Nullable Object> T guarding(StatelessSession session, Supplier<T> work) {
        return store.guarding(Objects.requireNonNull(session, "session"), Objects.requireNonNull(work, "work"));
    }

    /**
     * Runs code that has no answer; otherwise like {@link #guarding(StatelessSession, Supplier)}.
     *
     * @param session the session that the code writes with
     * @param work what to run
     */
    public void guarding(StatelessSession session, Runnable work) {
        boolean unused = guarding(session, () -> {
            work.run();
            return true;
        });
    }
}
