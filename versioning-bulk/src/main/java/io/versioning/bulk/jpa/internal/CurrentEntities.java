package io.versioning.bulk.jpa.internal;

import io.versioning.internal.write.Loser;
import io.versioning.jpa.internal.EntityKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.type.CompositeType;
import org.jspecify.annotations.Nullable;

/**
 * Reads entities as their rows are, past every context and cache: version and state from one row image. Not thread-safe,
 * like the session.
 *
 * @param kind the kind of entity
 * @param session an empty session on the connection
 */
record CurrentEntities(EntityKind kind, SessionImplementor session) {

    /** How many ids a query names; a power of two. */
    private static final int MOST = 256;

    /**
     * What was read of rows, with their states.
     *
     * @param ids their ids
     * @param losers what was read of each without Hibernate
     */
    List<Loser> of(List<Object> ids, List<Loser> losers) {
        List<Object> there = new ArrayList<>();
        for (int at = 0; at < ids.size(); at++) {
            if (losers.get(at).version() != null) {
                there.add(ids.get(at));
            }
        }
        Map<Object, Object> found = found(there);
        List<Loser> completed = new ArrayList<>();
        for (int at = 0; at < ids.size(); at++) {
            Loser loser = losers.get(at);
            completed.add(loser.version() == null ? loser : read(loser, entity(ids.get(at), found)));
        }
        return completed;
    }

    private @Nullable Object entity(Object id, Map<Object, Object> found) {
        Object entity = found.get(id);
        if (entity != null) {
            return entity;
        }
        // the database may know two ids as one that are two to Java
        List<Object> single = query("id(e) = :ids", id);
        return single.isEmpty() ? null : single.get(0);
    }

    private Loser read(Loser loser, @Nullable Object entity) {
        return new Loser(loser.isolation(), entity == null ? null : kind.versionIn(entity), entity);
    }

    private Map<Object, Object> found(List<Object> ids) {
        Map<Object, Object> found = new HashMap<>();
        if (kind.persister().getIdentifierType() instanceof CompositeType) {
            return found;
        }
        for (int from = 0; from < ids.size(); from += MOST) {
            List<Object> some = ids.subList(from, Math.min(ids.size(), from + MOST));
            for (Object entity : query("id(e) in (:ids)", padded(some))) {
                found.put(kind.idIn(entity), entity);
            }
        }
        return found;
    }

    /** Names the last id so often that there are few numbers of ids, and so few texts of queries, which drivers and servers keep. */
    private static List<Object> padded(List<Object> ids) {
        List<Object> padded = new ArrayList<>(ids);
        while (Integer.bitCount(padded.size()) != 1) {
            padded.add(ids.get(ids.size() - 1));
        }
        return padded;
    }

    private List<Object> query(String condition, Object ids) {
        var query = session.createSelectionQuery(
                "select e from `%s` e where %s".formatted(kind.name(), condition), Object.class);
        return (ids instanceof Collection<?> several
                        ? query.setParameterList("ids", several)
                        : query.setParameter("ids", ids))
                .getResultList();
    }
}
