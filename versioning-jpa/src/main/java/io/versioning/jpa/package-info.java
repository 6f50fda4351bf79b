/**
 * Guarded writes on a Jakarta Persistence {@code EntityManager}. Start with {@link io.versioning.jpa.JpaVersioning}.
 *
 * @serial exclude
 */
@NullMarked
@CheckReturnValue
package io.versioning.jpa;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
