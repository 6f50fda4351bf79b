package io.versioning.jooq.internal;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What jOOQ throws, as the {@link SQLException} that it has wrapped; listeners and translators may have wrapped it again. */
public final class JooqFailures {

    private JooqFailures() {}

    /**
     * Executes a read; what is no failure of the database goes through as it is.
     *
     * @param query the read
     * @param <T> its answer
     * @return its answer
     * @throws SQLException if the database fails
     */
    public static <T> T reading(Supplier<T> query) throws SQLException {
        try {
            return query.get();
        } catch (RuntimeException e) {
            SQLException found = in(e);
            if (found == null) {
                throw e;
            }
            throw found;
        }
    }

    /** Executes a write: if what fails is not the database, nobody can tell whether the write had gone through. */
    static <T> T writing(Supplier<T> query) throws SQLException {
        try {
            return query.get();
        } catch (RuntimeException e) {
            SQLException found = in(e);
            throw found == null ? new SQLException("jOOQ failed while it executed a write", e) : found;
        }
    }

    static @Nullable SQLException in(@Nullable Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 50; cause = cause.getCause()) {
            if (cause instanceof SQLException found) {
                return found;
            }
            depth++;
        }
        return null;
    }
}
