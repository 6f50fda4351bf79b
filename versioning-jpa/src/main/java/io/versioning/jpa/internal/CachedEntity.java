package io.versioning.jpa.internal;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.cache.spi.entry.CacheEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * What the second-level cache has of an entity, if it has any. Not thread-safe, like the session.
 *
 * @param session the session
 * @param row the entity's row
 */
record CachedEntity(SessionImplementor session, EntityRow row) {

    /** Forgets what the cache has at another version than the expected one: either that is stale, or the caller is. */
    void evictUnlessExpected() {
        EntityPersister persister = row.kind().persister();
        if (!persister.canReadFromCache()) {
            return;
        }
        Object item = persister.getCacheAccessStrategy().get(session, key());
        if (item == null) {
            return;
        }
        Object cached = persister.getCacheEntryStructure().destructure(item, session.getFactory());
        if (!(cached instanceof CacheEntry entry
                && entry.getVersion() instanceof Number version
                && version.longValue() == row.expected())) {
            evict();
        }
    }

    void evict() {
        // through the JPA interface, whose method is the same in every Hibernate
        EntityManagerFactory unit = session.getFactory();
        unit.getCache().evict(row.kind().persister().getMappedClass(), row.id());
    }

    /** Takes the entity out of the cache, and keeps others from putting the old one in until the transaction has ended. */
    void lockUntilEnd(VersionLedger ledger, Object version) {
        if (row.kind().persister().canWriteToCache()) {
            EntityDataAccess cache = row.kind().persister().getCacheAccessStrategy();
            Object key = key();
            SoftLock lock = cache.lockItem(session, key, version);
            cache.remove(session, key);
            ledger.atEnd(() -> cache.unlockItem(session, key, lock));
        }
    }

    private Object key() {
        EntityPersister persister = row.kind().persister();
        return persister
                .getCacheAccessStrategy()
                .generateCacheKey(row.id(), persister, session.getFactory(), session.getTenantIdentifier());
    }
}
