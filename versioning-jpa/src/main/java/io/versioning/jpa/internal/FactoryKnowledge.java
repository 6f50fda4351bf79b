package io.versioning.jpa.internal;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.Dialect;
import io.versioning.internal.write.CheckedTables;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a persistence unit, once: its entities and their tables; and what is going on in its sessions.
 * It is found again through the listener that it registers, so that there is one for each unit, for as long as that lives.
 *
 * <p>Thread-safe.
 */
public final class FactoryKnowledge {

    private final SessionFactoryImplementor factory;
    private final Map<Class<?>, EntityKind> kinds = new ConcurrentHashMap<>();
    private final CheckedTables tables = new CheckedTables();
    private final RowUnderWay rowUnderWay = new RowUnderWay(this);
    private final Map<SessionImplementor, VersionLedger> ledgers = Collections.synchronizedMap(new WeakHashMap<>());

    private volatile @Nullable Dialect dialect;

    private FactoryKnowledge(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /**
     * Returns what is known of a persistence unit.
     *
     * @param unit the persistence unit
     * @return the same for the same unit
     * @throws IllegalArgumentException if its provider is not Hibernate
     */
    public static FactoryKnowledge of(EntityManagerFactory unit) {
        SessionFactoryImplementor factory = unwrap(unit);
        EventListenerRegistry registry = factory.getEventEngine().getListenerRegistry();
        synchronized (factory) {
            AtomicReference<@Nullable FactoryKnowledge> known = new AtomicReference<>();
            registry.getEventListenerGroup(EventType.PRE_UPDATE).fireEventOnEachListener(known, RowUnderWay::tell);
            FactoryKnowledge found = known.get();
            return found == null ? new FactoryKnowledge(factory).listeningTo(registry) : found;
        }
    }

    private static SessionFactoryImplementor unwrap(EntityManagerFactory unit) {
        try {
            return unit.unwrap(SessionFactoryImplementor.class);
        } catch (PersistenceException notHibernate) {
            throw new IllegalArgumentException(
                    "the persistence provider is not Hibernate; guarded writes are made for Hibernate 6.6 and 7",
                    notHibernate);
        }
    }

    private FactoryKnowledge listeningTo(EventListenerRegistry registry) {
        PersistNotes persistNotes = new PersistNotes(this);
        registry.getEventListenerGroup(EventType.PERSIST).prependListener(persistNotes);
        registry.getEventListenerGroup(EventType.PERSIST_ONFLUSH).prependListener(persistNotes);
        registry.getEventListenerGroup(EventType.PRE_INSERT).appendListener(rowUnderWay);
        registry.getEventListenerGroup(EventType.PRE_UPDATE).appendListener(rowUnderWay);
        registry.getEventListenerGroup(EventType.PRE_DELETE).appendListener(rowUnderWay);
        registry.getEventListenerGroup(EventType.PRE_COLLECTION_RECREATE).appendListener(rowUnderWay);
        registry.getEventListenerGroup(EventType.PRE_COLLECTION_UPDATE).appendListener(rowUnderWay);
        registry.getEventListenerGroup(EventType.PRE_COLLECTION_REMOVE).appendListener(rowUnderWay);
        return this;
    }

    /** What a class is; refused if it is no entity that can be guarded. */
    EntityKind kind(Class<?> type) {
        return kinds.computeIfAbsent(type, unknown -> EntityKind.of(factory, unknown));
    }

    /** What a mapped class is, guarded or not. */
    EntityKind mapped(String entity) {
        return EntityKind.of(factory, factory.getMappingMetamodel().getEntityDescriptor(entity));
    }

    /** The table of an entity, which is looked at in the catalogue on its first use. */
    CheckedTable table(EntityKind kind, SessionScope scope) throws SQLException {
        CheckedTable table = tables.get(kind.table(), scope.connection());
        dialect = table.dialect();
        return table;
    }

    /** The database, which is asked for once. */
    Dialect dialect(SessionScope scope) throws SQLException {
        Dialect known = dialect;
        if (known == null) {
            known = Dialect.of(scope.connection());
            dialect = known;
        }
        return known;
    }

    /** The database, of which something was written already. */
    Dialect knownDialect() {
        return Objects.requireNonNull(dialect, "dialect");
    }

    RowUnderWay rowUnderWay() {
        return rowUnderWay;
    }

    /** Whether the library was called in a session. */
    boolean isWatched(SessionImplementor session) {
        VersionLedger ledger = ledgers.get(session);
        return ledger != null && ledger.isUsed();
    }

    /** The ledger of a session in which the library is called. */
    VersionLedger ledger(SessionImplementor session) {
        VersionLedger ledger = follow(session);
        ledger.use();
        return ledger;
    }

    /** The ledger of any session, which is kept from its first flush on. */
    VersionLedger follow(SessionImplementor session) {
        return ledgers.computeIfAbsent(session, unknown -> {
            VersionLedger ledger = new VersionLedger(unknown);
            unknown.addEventListeners(new FlushNotes(session, ledger));
            unknown.getTransactionCoordinator().addObserver(ledger);
            return ledger;
        });
    }

    /** Tells the ledger of each flush, also of those that no call of the library's has begun, and of a last end. */
    private record FlushNotes(SessionImplementor session, VersionLedger ledger) implements SessionEventListener {

        @Override
        public void flushStart() {
            ledger.note(session);
        }

        @Override
        public void partialFlushStart() {
            ledger.note(session);
        }

        @Override
        public void end() {
            TransactionStatus status = session.getTransactionCoordinator()
                    .getTransactionDriverControl()
                    .getStatus();
            if (status == TransactionStatus.FAILED_COMMIT) {
                ledger.endUntold();
            }
        }
    }
}
