/**
 * Who owns the transaction that a guarded write runs in: the library, or the caller.
 *
 * @serial exclude
 */
@NullMarked
@CheckReturnValue
package io.versioning.transaction;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
