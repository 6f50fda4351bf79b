/**
 * The three states of a conflict, field by field, and a merge that never decides for a person.
 *
 * <p>A conflict has three states: base (what the user saw), attempted (what they want) and current (what is there).
 * {@link io.versioning.merge.Comparison} sets them side by side and says who changed what;
 * {@link io.versioning.merge.ThreeWayMerge} joins edits of different fields, and of no other.
 * {@link io.versioning.merge.Fields} is the seam to the application's own types. Nothing here reads or writes a
 * database, and no {@code toString()} or exception message shows a value.
 */
@NullMarked
@CheckReturnValue
package io.versioning.merge;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
