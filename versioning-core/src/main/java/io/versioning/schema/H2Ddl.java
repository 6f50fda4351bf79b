package io.versioning.schema;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Optional;

/** DDL of H2, which commits each statement of it, and copies the table to add or drop a column. */
@Immutable
final class H2Ddl implements Ddl {

    private static final String NO_TRIGGER = "The trigger is made for PostgreSQL, as H2 runs triggers in Java only;"
            + " leave out withTrigger() where the database is H2";

    /** One statement, so that there is never a column without its mark. */
    @Override
    public List<String> addColumn(Names names, ColumnType type) {
        return List.of("""
                alter table %s
                  add column %s %s default 1 not null
                  comment '%s'""".formatted(names.table(), names.column(), type.sql(), Marker.COLUMN));
    }

    @Override
    public List<String> createTrigger(Names names) {
        throw new IllegalStateException(NO_TRIGGER);
    }

    @Override
    public List<String> createFunction(Names names) {
        throw new IllegalStateException(NO_TRIGGER);
    }

    @Override
    public String body(Names names) {
        throw new IllegalStateException(NO_TRIGGER);
    }

    @Override
    public void requireTrigger() {
        throw new IllegalStateException(NO_TRIGGER);
    }

    @Override
    public boolean isTransactional() {
        return false;
    }

    /** Lasts for the session. */
    @Override
    public String lockTimeout(long millis) {
        return "set lock_timeout %d".formatted(millis);
    }

    @Override
    public Optional<String> currentLockTimeout() {
        return Optional.of("select lock_timeout()");
    }
}
