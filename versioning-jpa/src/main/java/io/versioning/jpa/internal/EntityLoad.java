package io.versioning.jpa.internal;

import io.versioning.internal.sql.Dialect;
import io.versioning.internal.sql.SqlFailure;
import io.versioning.internal.write.FailureTranslation;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.hibernate.engine.spi.LoadQueryInfluencers;

/**
 * Loads an entity as {@code find} does, but for the rows that a filter hides: a persistence context, and a load by id, know
 * nothing of the filters that are enabled in a session.
 *
 * <p>Not thread-safe, like the session.
 *
 * @param scope the session
 * @param dialect the database
 * @param row the entity's row
 */
record EntityLoad(SessionScope scope, Dialect dialect, EntityRow row) {

    /** What Hibernate calls the filter that {@code @TenantId} stands for. */
    private static final String TENANT_FILTER = "_tenantId";

    /** The entity, or the proxy that the persistence context has for it; empty if there is none, or it is hidden. */
    Optional<Object> found() {
        return Optional.ofNullable(find()).filter(found -> !isHidden());
    }

    private Object find() {
        try {
            return scope.session().find(row.kind().persister().getMappedClass(), row.id());
        } catch (RuntimeException e) {
            SQLException failure = ProviderFailure.sql(e).orElseThrow(() -> e);
            String entity = row.kind().name();
            throw new FailureTranslation(entity, dialect, scope, entity, row.id(), null).ofRead(SqlFailure.of(failure));
        }
    }

    private boolean isHidden() {
        return mayBeHidden()
                && new CurrentRow(scope, dialect).read(row.withoutState()).version() == null;
    }

    /** The tenant of a session never changes, and a load by id knows of it. */
    private boolean mayBeHidden() {
        LoadQueryInfluencers influencers = scope.session().getLoadQueryInfluencers();
        return influencers.hasEnabledFilters()
                && row.kind().persister().isAffectedByEnabledFilters(influencers, false)
                && !Set.of(TENANT_FILTER)
                        .containsAll(influencers.getEnabledFilters().keySet());
    }
}
