package io.versioning.bulk.internal;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.TableRequest;
import io.versioning.internal.write.Ids;
import io.versioning.internal.write.RowStatements;
import java.util.List;
import java.util.function.LongConsumer;
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

    /**
     * Returns the key that the id names.
     *
     * @param checked the table
     * @return the values of the key's columns, as the database has them
     * @throws IllegalArgumentException if the id is none of this table
     */
    default List<Object> key(CheckedTable checked) {
        return Ids.key(id());
    }

    /**
     * Returns the statements of a row that can't be written together with others, as what it sets is more than values.
     *
     * @param checked the table
     * @param withState whether a conflict has the current state
     * @return the statements, or null if the settings say it all
     * @throws IllegalArgumentException if the row can't be meant
     */
    default RowStatements.@Nullable Factory alone(CheckedTable checked, boolean withState) {
        return null;
    }

    /**
     * Returns who is told the new version once the row is written, and the expected one again if the caller's transaction
     * turns out not to be committed.
     *
     * @return who, or null
     */
    default @Nullable LongConsumer holder() {
        return null;
    }
}
