/**
 * A nightly feed of changes to a timetable: streamed into the table, reported, and tried again where that makes sense. It
 * begins at {@link io.versioning.examples.nightly.NightlyFeed}.
 */
@NullMarked
package io.versioning.examples.nightly;

import org.jspecify.annotations.NullMarked;
