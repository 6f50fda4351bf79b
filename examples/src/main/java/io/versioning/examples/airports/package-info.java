/**
 * The parts of {@link io.versioning.examples.TryIt}, in the order in which to read them: a file, a table, an edit, an
 * editor, a race, a report.
 */
@NullMarked
package io.versioning.examples.airports;

import org.jspecify.annotations.NullMarked;
