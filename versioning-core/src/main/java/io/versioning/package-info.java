/**
 * One exact vocabulary of conflicts: what was expected, what is there now, and which rows were really written.
 *
 * <p>This package holds what every user of the library types: {@link io.versioning.Versioned}, the
 * {@link io.versioning.Conflict} and the exceptions of a single write, how often an update is tried again
 * ({@link io.versioning.RetryPolicy}), and the outcomes of a bulk. Guarded writes over plain JDBC are in
 * {@link io.versioning.jdbc}.
 *
 * @serial exclude
 */
@NullMarked
@CheckReturnValue
package io.versioning;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
