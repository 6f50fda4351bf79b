package io.versioning.bulk.internal;

import io.versioning.internal.sql.TableRequest;
import org.jspecify.annotations.Nullable;

/** One row of a bulk as a caller describes it. */
public interface RowSource {

    /** What is set to which value; the last one that was set comes first. */
    interface Setting {

        /**
         * Returns the setting before this one.
         *
         * @return the setting, or null if this was the first one
         */
        @Nullable
        Setting before();

        /**
         * Returns the column.
         *
         * @return its name, as the caller gave it
         */
        String column();

        /**
         * Returns the value.
         *
         * @return the value, or null
         */
        @Nullable
        Object value();
    }

    /** What is done. */
    enum Action {
        /** Columns are set. */
        UPDATE,
        /** The version is advanced, and nothing else. */
        TOUCH,
        /** The row is deleted. */
        DELETE
    }

    /**
     * Returns the table that the row is of.
     *
     * @return the table
     */
    TableRequest table();

    /**
     * Returns the id.
     *
     * @return the id
     */
    Object id();

    /**
     * Returns the expected version.
     *
     * @return the version, 0 or more
     */
    long expected();

    /**
     * Returns what is done.
     *
     * @return the action
     */
    Action action();

    /**
     * Returns what is set.
     *
     * @return the last setting, or null if there is none
     */
    @Nullable
    Setting last();
}
