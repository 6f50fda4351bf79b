/**
 * Guarded writes on a jOOQ {@code DSLContext}, with and without generated code. Start with
 * {@link io.versioning.jooq.JooqVersioning}.
 *
 * @serial exclude
 */
@NullMarked
@CheckReturnValue
package io.versioning.jooq;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
