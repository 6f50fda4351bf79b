package io.versioning.jpa.internal;

import io.versioning.AttemptAbortedException;
import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.internal.sql.Dialect;
import io.versioning.internal.sql.SqlFailure;
import io.versioning.internal.write.FailureTranslation;
import io.versioning.internal.write.Loser;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.CacheMode;
import org.hibernate.Filter;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.internal.FilterImpl;
import org.jspecify.annotations.Nullable;

/**
 * Reads a row past the persistence context and the second-level cache, on the connection of a session, with the row
 * filters that hold in that session.
 *
 * <p>Not thread-safe, like the session.
 *
 * @param scope the session
 * @param dialect the database
 */
public record CurrentRow(SessionScope scope, Dialect dialect) {

    /**
     * Reads what a row was lost against. The object that lost leaves the persistence context, and the cache, so that the
     * next one to ask gets the row as it is.
     *
     * @param lost the row
     * @return the exception for the caller
     * @throws AttemptAbortedException if it is at the expected version, and the database had given up
     * @throws IllegalStateException if it is at the expected version, and only the object in the context is not
     */
    ConflictException conflict(LostRow lost) {
        EntityRow row = lost.row();
        Loser found = read(row);
        Optional<Conflict> conflict = found.conflict(row.named(), dialect, scope.joined());
        if (conflict.isEmpty() && lost.aborted() != null) {
            throw lost.aborted();
        }
        if (conflict.isEmpty() && lost.isInContext()) {
            throw new IllegalStateException(row.named().words() + " is at the expected version "
                    + row.expected() + ", and its object in this persistence context is not; refresh or detach that"
                    + " object first, with what was changed in it");
        }
        forget(lost, found.version());
        return new ConflictException(
                conflict.orElseGet(() -> unread(row)), lost.aborted() == null ? lost.getCause() : null);
    }

    /** Reads what a row was lost against, and leaves everything else as it is. */
    Conflict conflict(EntityRow row) {
        return read(row).conflict(row.named(), dialect, scope.joined()).orElseGet(() -> unread(row));
    }

    /** Another writer has brought the row to the expected version meanwhile. */
    private static Conflict unread(EntityRow row) {
        return Conflict.staleUnread(row.kind().name(), row.id(), row.expected());
    }

    /**
     * An object at the version that was found is not stale, though the caller's form was; it keeps its changes. A stale one
     * may take others along, to which its mapping cascades DETACH: what was changed in these must not be lost in silence.
     */
    private void forget(LostRow lost, @Nullable Long found) {
        EntityRow row = lost.row();
        SessionImplementor session = scope.session();
        PersistenceContext context = session.getPersistenceContext();
        Object known = context.getEntity(row.key(session));
        EntityEntry entry = known == null ? null : context.getEntry(known);
        if (entry != null
                && !(entry.getVersion() instanceof Number version && found != null && version.longValue() == found)) {
            int before = context.getNumberOfManagedEntities();
            session.detach(known);
            if (before - context.getNumberOfManagedEntities() > 1) {
                scope.doom(lost);
            }
        }
        new CachedEntity(session, row).evict();
    }

    /** Reads a row: its version, and its state if a conflict is to carry that; and the isolation level. */
    Loser read(EntityRow row) {
        try (Session beside = beside()) {
            Object found = row.withState() ? state(beside, row) : version(beside, row);
            String isolation = isolation();
            if (found == null) {
                return new Loser(isolation, null, null);
            }
            return row.withState()
                    ? new Loser(isolation, row.kind().versionIn(found), found)
                    : new Loser(isolation, ((Number) found).longValue(), null);
        } catch (SQLException e) {
            throw unreadable(row, e);
        } catch (RuntimeException e) {
            SQLException sql = ProviderFailure.sql(e).orElseThrow(() -> e);
            throw unreadable(row, sql);
        }
    }

    private RuntimeException unreadable(EntityRow row, SQLException failure) {
        String entity = row.kind().name();
        return new FailureTranslation(entity, dialect, scope, entity, row.id(), null).ofRead(SqlFailure.of(failure));
    }

    /** A session with nothing in it, on the same connection and in the same transaction. */
    private Session beside() {
        Session beside = scope.session().sessionWithOptions().connection().openSession();
        beside.setHibernateFlushMode(FlushMode.MANUAL);
        beside.setCacheMode(CacheMode.IGNORE);
        beside.setDefaultReadOnly(true);
        filterLike(scope.session(), beside);
        return beside;
    }

    /**
     * Has a session see no more rows than another one.
     *
     * @param session the other one
     * @param beside the session
     */
    public static void filterLike(SharedSessionContractImplementor session, Session beside) {
        Map<String, Filter> filters = session.getLoadQueryInfluencers().getEnabledFilters();
        filters.forEach((name, filter) -> copy(filter, beside.enableFilter(name)));
    }

    private static void copy(Filter from, Filter to) {
        ((FilterImpl) from).getParameters().forEach((name, value) -> {
            if (value instanceof Collection<?> values) {
                to.setParameterList(name, values);
            } else {
                to.setParameter(name, value);
            }
        });
    }

    private static @Nullable Object version(Session beside, EntityRow row) {
        return only(beside, "version(e)", row);
    }

    private static @Nullable Object state(Session beside, EntityRow row) {
        return only(beside, "e", row);
    }

    /** Names the entity in quotes, as it may be called like a word of the query language. */
    private static @Nullable Object only(Session beside, String what, EntityRow row) {
        String query = "select %s from `%s` e where id(e) = :id"
                .formatted(what, row.kind().name());
        List<Object> found = beside.createSelectionQuery(query, Object.class)
                .setParameter("id", row.id())
                .getResultList();
        return found.isEmpty() ? null : found.get(0);
    }

    private String isolation() throws SQLException {
        try (Statement statement = scope.connection().createStatement();
                ResultSet level = statement.executeQuery("select " + dialect.isolation())) {
            level.next();
            return level.getString(1);
        }
    }
}
