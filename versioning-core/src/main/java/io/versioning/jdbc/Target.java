package io.versioning.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.event.Actor;
import io.versioning.internal.write.ExpectedRow;
import io.versioning.internal.write.Ids;
import io.versioning.internal.write.JdbcStatements;
import io.versioning.internal.write.Precondition;
import io.versioning.internal.write.RowStatements;
import io.versioning.internal.write.RowStore;
import io.versioning.internal.write.RowWrite;
import io.versioning.internal.write.StateReader;
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
        return write(shape().update(table -> changes.forUpdate(table, spec.stamps(), actor)), false);
    }

    @CanIgnoreReturnValue
    long delete() {
        return write(shape().delete(), true);
    }

    private JdbcStatements.Shape shape() {
        return new JdbcStatements.Shape(
                Ids.key(id), withCurrentState ? StateReader.of(image -> Row.of(spec.entity(), image)) : null);
    }

    private long write(RowStatements.Factory statements, boolean deletes) {
        RowWrite write = new RowWrite(new ExpectedRow(spec.entity(), id, precondition), deletes, statements);
        return store.write(spec.request(), write, holder);
    }
}
