package io.versioning.benchmarks.bulk;

import java.sql.SQLException;
import java.util.List;

/** One way of writing many rows that tells of each what became of it. It has a connection of its own. */
interface WayOfWriting extends AutoCloseable {

    /** Which one it is. */
    Way way();

    /**
     * Makes ready what is not measured.
     *
     * @param calls the changes of the calls that come next
     */
    default void prepare(List<Batch> calls) throws SQLException {}

    /** Writes rows: this is what is measured. */
    Answer apply(List<Change> changes) throws SQLException;

    /** Cleans up after calls; not measured either. */
    default void tidy() throws SQLException {}

    @Override
    void close() throws SQLException;
}
