package io.versioning.jpa.internal;

import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.OptionalLong;
import org.hibernate.engine.spi.EntityEntry;

/**
 * The caller's entity manager, in the caller's transaction.
 *
 * @param em the entity manager; it may be one that stands for that of the current transaction
 */
public record JoinedSessions(EntityManager em) implements Sessions {

    @Override
    public boolean joined() {
        return true;
    }

    @Override
    public <R> R write(Writing<R> writing) throws SQLException {
        return writing.in(SessionScope.joining(em)
                .requireNotDoomed()
                .requireNotFlushing()
                .requireWritable()
                .requireTransaction());
    }

    @Override
    public <R> R read(Reading<R> reading) throws SQLException {
        return reading.in(SessionScope.joining(em));
    }

    @Override
    public OptionalLong versionRead(Object entity) {
        if (!SessionScope.isInTransaction(em)) {
            return OptionalLong.empty();
        }
        EntityEntry entry =
                SessionScope.joining(em).session().getPersistenceContext().getEntry(entity);
        return entry != null && entry.getVersion() instanceof Number version
                ? OptionalLong.of(version.longValue())
                : OptionalLong.empty();
    }
}
