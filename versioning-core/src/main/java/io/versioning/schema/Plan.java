package io.versioning.schema;

import java.util.List;

/**
 * What is to be done to one table.
 *
 * @param statements the DDL; none if there is nothing to do
 * @param summary the same in words
 */
record Plan(List<String> statements, String summary) {

    Plan {
        statements = List.copyOf(statements);
    }

    TableChange asDone(VersionedTable table) {
        return new TableChange(table.toString(), statements, summary);
    }
}
