package io.versioning.bulk.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are ready to be written.
 *
 * @param rows the rows, in input order
 * @param broken why the row after them can't be written; null if there is none
 */
record Planned(List<BulkRow> rows, @Nullable IllegalArgumentException broken) {}
