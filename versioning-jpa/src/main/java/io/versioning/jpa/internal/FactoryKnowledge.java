package io.versioning.jpa.internal;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.Dialect;
import io.versioning.internal.write.CheckedTables;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
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
    private final VersionSetByHand setByHand = new VersionSetByHand(this);
    private final Map<SessionImplementor, VersionLedger> ledgers = Collections.synchronizedMap(new WeakHashMap<>());
    private final Map<SharedSessionContractImplementor, StatelessNotes> statelessNotes =
            Collections.synchronizedMap(new WeakHashMap<>());
    private final Set<VersionLedger> writing = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Dialect dialect;

    /**
     * Returns the persistence unit.
     *
     * @return the session factory
     */
    public SessionFactoryImplementor factory() {
        return factory;
    }

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
        rowUnderWay.listenTo(registry);
        new WrittenRows(this).listenTo(registry);
        new StatelessRows(this).listenTo(registry);
        return this;
    }

    /**
     * Tells what a class is.
     *
     * @param type the class
     * @return the kind of entity
     * @throws IllegalArgumentException if it is no entity of this persistence unit
     * @throws io.versioning.TableUnsuitableException if it can't be guarded
     */
    public EntityKind kind(Class<?> type) {
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

    VersionSetByHand setByHand() {
        return setByHand;
    }

    /** What comes before each flush, of whoever. */
    void beforeFlush(SessionImplementor session) {
        VersionLedger unused = ledger(session);
        setByHand.refuse(session);
        if (rowUnderWay.isWatched(session)) {
            session.setJdbcBatchSize(1); // the code may have turned batches on
        }
    }

    /** The ledger of a session, which is kept from its first flush on. */
    VersionLedger ledger(SessionImplementor session) {
        return ledgers.computeIfAbsent(session, unknown -> {
            VersionLedger ledger = new VersionLedger(this, unknown);
            unknown.addEventListeners(new FlushNotes(this, session, ledger));
            unknown.getTransactionCoordinator().addObserver(ledger);
            return ledger;
        });
    }

    /** The ledger of a session, if it has one by now. */
    Optional<VersionLedger> ledgerIfAny(SessionImplementor session) {
        return Optional.ofNullable(ledgers.get(session));
    }

    /** The notes of a stateless session, which are kept from its first guarded work on. */
    StatelessNotes notes(SharedSessionContractImplementor stateless) {
        return statelessNotes.computeIfAbsent(stateless, unknown -> {
            StatelessNotes notes = new StatelessNotes(this, unknown);
            unknown.getTransactionCoordinator().addObserver(notes);
            return notes;
        });
    }

    /** Notes that a transaction has begun to write. */
    void writing(VersionLedger ledger) {
        writing.add(ledger);
    }

    /** Notes that a transaction has ended. */
    void ended(VersionLedger ledger) {
        writing.remove(ledger);
    }

    /** Whether any transaction has written anything. */
    boolean isAnythingWritten() {
        return !writing.isEmpty();
    }

    /** Ends what has failed in this thread, and of which nobody was told: its objects are about to be used again. */
    void settleFailed() {
        for (VersionLedger ledger : List.copyOf(writing)) {
            ledger.endIfFailed();
            if (ledger.isAbandoned()) {
                ended(ledger);
            }
        }
    }

    /** Tells the ledger of each flush, also of those that no call of the library's has begun, and of a last end. */
    private record FlushNotes(FactoryKnowledge knowledge, SessionImplementor session, VersionLedger ledger)
            implements SessionEventListener {

        @Override
        public void flushStart() {
            ledger.note(session);
        }

        @Override
        public void partialFlushStart() {
            ledger.note(session);
        }

        @Override
        public void jdbcExecuteStatementEnd() {
            ledger.calls().executed();
        }

        @Override
        public void jdbcExecuteBatchEnd() {
            ledger.calls().executed();
        }

        @Override
        public void end() {
            if (VersionLedger.hasFailed(session)) {
                ledger.end();
            }
            knowledge.ended(ledger);
        }
    }
}
