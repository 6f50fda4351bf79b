package io.versioning.bulk.internal;

import io.versioning.transaction.TransactionScope;
import java.util.List;

/** What else is touched where rows are written, such as a persistence context and a cache. Thread-safe. */
@FunctionalInterface
public interface Surroundings {

    /** Nothing else. */
    Surroundings NONE = (scope, way, rows) -> Attendant.NONE;

    /**
     * Begins to attend to the writing of rows.
     *
     * @param scope where they are written
     * @param way how a call goes about it
     * @param rows the rows; an attendant knows them by their positions
     * @return who attends
     */
    Attendant attend(TransactionScope scope, Way way, List<RowSource> rows);
}
