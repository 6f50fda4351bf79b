package io.versioning.bulk.jpa.internal;

import io.versioning.jpa.internal.EntityKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.cache.spi.CacheImplementor;
import org.hibernate.cache.spi.TimestampsCache;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/**
 * What the second-level cache holds of rows that are written past it: it is taken out, and nobody puts the old state in
 * before the new one is committed. Not thread-safe, like the session.
 */
final class CachedRows {

    private final EntityPersister persister;
    private final SessionImplementor session;
    private final CacheImplementor cache;
    private final Map<Object, Lock> locks = new HashMap<>();
    private final Map<Object, Integer> open = new HashMap<>();

    CachedRows(EntityKind kind, SessionImplementor session) {
        this.persister = kind.persister();
        this.session = session;
        this.cache = session.getFactory().getCache();
    }

    private record Lock(Object key, @Nullable SoftLock lock) {}

    /** Takes rows out of the cache, and the results of queries too. */
    void lock(List<EntityRowSource> rows) {
        timestamps().ifPresent(times -> times.preInvalidate(spaces(), session));
        if (persister.canWriteToCache()) {
            for (EntityRowSource row : rows) {
                locks.computeIfAbsent(row.id(), this::locked);
                open.merge(row.id(), 1, Integer::sum);
            }
        }
    }

    private Lock locked(Object id) {
        EntityDataAccess access = persister.getCacheAccessStrategy();
        Object key = access.generateCacheKey(id, persister, session.getFactory(), session.getTenantIdentifier());
        SoftLock lock = access.lockItem(session, key, null);
        access.remove(session, key);
        return new Lock(key, lock);
    }

    /** A row has its outcome; an id that comes several times is cached again after the last of them. */
    void unlock(EntityRowSource row) {
        if (!open.isEmpty() && open.merge(row.id(), -1, Integer::sum) <= 0) {
            Lock lock = locks.remove(row.id());
            if (lock != null) {
                unlock(lock);
            }
        }
    }

    private void unlock(Lock lock) {
        persister.getCacheAccessStrategy().unlockItem(session, lock.key(), lock.lock());
    }

    /** Lets everything be cached again; nothing old is left. */
    void unlockAll() {
        locks.values().forEach(this::unlock);
        locks.clear();
        timestamps().ifPresent(times -> times.invalidate(spaces(), session));
        if (persister.hasNaturalIdentifier()) {
            cache.evictNaturalIdData(persister.getRootEntityName());
        }
        Set<String> roles = session.getFactory()
                .getMappingMetamodel()
                .getCollectionRolesByEntityParticipant(persister.getEntityName());
        if (roles != null) {
            roles.forEach(cache::evictCollectionData);
        }
    }

    void unlockAtEndOfTransaction() {
        session.getTransactionCoordinator().addObserver(new TransactionObserver() {
            private boolean over;

            @Override
            public void afterBegin() {
                // of a later one
            }

            @Override
            public void beforeCompletion() {
                // not yet
            }

            @Override
            public void afterCompletion(boolean successful, boolean delayed) {
                if (!over) {
                    over = true;
                    unlockAll();
                }
            }
        });
    }

    /** None where there is no second-level cache at all. */
    private Optional<TimestampsCache> timestamps() {
        return Optional.ofNullable(cache.getTimestampsCache());
    }

    private String[] spaces() {
        return Arrays.stream(persister.getQuerySpaces()).map(Object::toString).toArray(String[]::new);
    }
}
