package io.versioning.jpa.internal;

import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A guarded write as a call asks for it, in whatever session it is carried out. For one call.
 *
 * @param <R> the answer
 */
final class EntityCall<R> implements Sessions.Writing<R> {

    /** What is done. */
    @FunctionalInterface
    interface Steps<R> {
        R with(EntityWrite write) throws SQLException;
    }

    private final FactoryKnowledge knowledge;
    private final EntityRow row;
    private final boolean deletes;
    private final Steps<R> steps;
    private @Nullable EntityWrite write;

    EntityCall(FactoryKnowledge knowledge, EntityRow row, boolean deletes, Steps<R> steps) {
        this.knowledge = knowledge;
        this.row = row;
        this.deletes = deletes;
        this.steps = steps;
    }

    @Override
    public R in(SessionScope scope) throws SQLException {
        EntityWrite begun = EntityWrite.in(knowledge, scope, row, deletes);
        write = begun;
        try {
            return steps.with(begun);
        } finally {
            begun.end();
        }
    }

    @Override
    public void beforeCommit() {
        begun().beforeCommit();
    }

    @Override
    public RuntimeException commitFailed(SessionScope scope, SQLException failure) {
        return begun().commitFailed(failure);
    }

    private EntityWrite begun() {
        return Objects.requireNonNull(write, "committed before it was begun");
    }
}
