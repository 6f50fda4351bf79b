package io.versioning.bulk.jpa.internal;

import io.versioning.bulk.internal.Attendant;
import io.versioning.bulk.internal.Outcomes;
import io.versioning.bulk.internal.RowSource;
import io.versioning.bulk.internal.Way;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.VersionWidth;
import io.versioning.internal.sql.Visibility;
import io.versioning.internal.write.Loser;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Attends to rows of entities: turns attributes into columns, shows no more rows than the session sees, reads current
 * states, and keeps context and cache from holding what is stale. Not thread-safe.
 */
final class EntityAttendant implements Attendant {

    private final EntityDoor<?> door;
    private final EntityScope scope;
    private final Way way;
    private final List<EntityRowSource> rows;
    private final Optional<Visibility> visibility;
    private final @Nullable SingleWrite singleWrite;
    private final ManagedRows managed;
    private final CachedRows cached;
    private @Nullable SessionImplementor binding;
    private @Nullable AttributeBinding bindings;

    private EntityAttendant(
            EntityDoor<?> door,
            EntityScope scope,
            Way way,
            List<EntityRowSource> rows,
            Optional<Visibility> visibility) {
        this.door = door;
        this.scope = scope;
        this.way = way;
        this.rows = rows;
        this.visibility = visibility;
        this.singleWrite = visibility.isPresent() ? null : new SingleEntities<>(door, scope, way.wantsState(), rows);
        this.managed = new ManagedRows(door, scope.session());
        this.cached = new CachedRows(door.kind(), scope.session());
    }

    static EntityAttendant of(EntityDoor<?> door, EntityScope scope, Way way, List<EntityRowSource> rows) {
        Optional<Visibility> visibility = rows.stream().allMatch(row -> isWrittenBySets(row, door.columns()))
                ? VisibleRows.of(door.kind(), scope.session())
                : Optional.empty();
        return new EntityAttendant(door, scope, way, rows, visibility);
    }

    private static boolean isWrittenBySets(EntityRowSource row, EntityColumns columns) {
        if (row.action() == RowSource.Action.DELETE) {
            return columns.areDeletedBySets();
        }
        for (EntityRowSource.Assigned set = row.assigned(); set != null; set = set.before()) {
            if (!set.attribute().isSettable()) {
                return false;
            }
        }
        return columns.areUpdatedBySets();
    }

    @Override
    public @Nullable SingleWrite singleWrite() {
        return singleWrite;
    }

    @Override
    public CheckedTable table(CheckedTable table) {
        return table.seenAs(visibility.orElse(Visibility.ALL), width(door.kind().largest()));
    }

    private static VersionWidth width(long largest) {
        if (largest == Short.MAX_VALUE) {
            return VersionWidth.SMALLINT;
        }
        return largest == Integer.MAX_VALUE ? VersionWidth.INTEGER : VersionWidth.BIGINT;
    }

    @Override
    public RowSource byColumns(RowSource row) {
        EntityRowSource change = (EntityRowSource) row;
        return singleWrite == null ? bindings().columns(change) : bindings().keyOnly(change);
    }

    private AttributeBinding bindings() {
        if (bindings == null) {
            binding = new Beside(scope.session()).readingOn(scope.connection());
            bindings = new AttributeBinding(door.kind(), binding, scope.connection());
        }
        return bindings;
    }

    @Override
    public void begin() {
        if (scope.joined()) {
            managed.requireUnchanged(rows);
            managed.flush();
        }
        cached.lock(rows);
    }

    @Override
    public List<Loser> completed(List<Integer> positions, List<Loser> losers) {
        if (!way.wantsState()) {
            return losers;
        }
        List<Object> ids = new ArrayList<>();
        positions.forEach(position -> ids.add(rows.get(position).id()));
        try (SessionImplementor reading = new Beside(scope.session()).readingOn(scope.connection())) {
            return new CurrentEntities(door.kind(), reading).of(ids, losers);
        }
    }

    /** What is committed may be read into the cache again; what is pending may not. */
    @Override
    public void written(IntStream positions) {
        if (!scope.joined() && way.mode() == Way.Mode.EACH) {
            positions.forEach(position -> cached.unlock(rows.get(position)));
        }
    }

    @Override
    public void close() {
        if (binding != null) {
            Objects.requireNonNull(binding).close();
        }
    }

    @Override
    public void end(Outcomes outcomes) {
        if (scope.joined()) {
            managed.forget(rows, outcomes);
            cached.unlockAtEndOfTransaction();
        } else {
            cached.unlockAll();
        }
    }
}
