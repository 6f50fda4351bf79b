package io.versioning.schema;

import java.util.List;

/** Decides what is to be done to a table; executes nothing. Implementations are immutable and thread-safe. */
interface Planner {

    /** What keeps anything from being done to this table. */
    List<Finding> obstacles(TableState state);

    /** What is to be done to a table without obstacles. */
    Plan plan(TableState state);
}
