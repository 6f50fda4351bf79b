package io.versioning.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.event.Actor;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.write.Assignment;
import io.versioning.internal.write.Precondition;
import io.versioning.internal.write.RowStore;
import io.versioning.internal.write.RowWrite;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The row of a guarded write, with what must hold for it, and what the caller wants besides. Immutable. */
record Target(
        TableSpec spec,
        RowStore store,
        Object id,
        Precondition precondition,
        boolean withCurrentState,
        @Nullable LongConsumer holder) {

    Target(TableSpec spec, RowStore store, Object id, Precondition precondition) {
        this(spec, store, id, precondition, false, null);
    }

    Target wantingCurrentState() {
        return new Target(spec, store, id, precondition, true, holder);
    }

    Target advancing(LongConsumer newHolder) {
        return new Target(spec, store, id, precondition, withCurrentState, newHolder);
    }

    boolean isSameRowAs(Target other) {
        return store == other.store
                && spec.equals(other.spec)
                && id.equals(other.id)
                && precondition.equals(other.precondition);
    }

    long update(Changes changes) {
        Actor actor = store.publisher().actor();
        return write(new RowWrite.Update(table -> assignments(table, changes, actor)));
    }

    private List<Assignment> assignments(CheckedTable table, Changes changes, Actor actor) {
        return changes.forUpdate(table, spec.stamps(), actor);
    }

    @CanIgnoreReturnValue
    long delete() {
        return write(new RowWrite.Delete());
    }

    private long write(RowWrite.Change change) {
        RowWrite write = new RowWrite(
                spec.entityName(),
                id,
                Ids.key(id),
                precondition,
                change,
                withCurrentState ? image -> Row.of(spec.entityName(), image) : null);
        return store.write(spec.request(), write, holder);
    }
}
