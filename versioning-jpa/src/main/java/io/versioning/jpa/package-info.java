/**
 * Versioned entities on Jakarta Persistence. So far this package holds one class, the base of such an entity; the
 * conflicts that the persistence provider detects are still in its own words.
 */
@NullMarked
@CheckReturnValue
package io.versioning.jpa;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
