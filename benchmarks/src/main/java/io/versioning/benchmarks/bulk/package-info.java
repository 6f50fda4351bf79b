/**
 * What many guarded writes cost, against the other ways of writing them, side by side in one run. Not published.
 *
 * <p>{@link io.versioning.benchmarks.bulk.BulkComparison} runs all of it.
 */
@NullMarked
package io.versioning.benchmarks.bulk;

import org.jspecify.annotations.NullMarked;
