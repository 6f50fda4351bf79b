/**
 * Guarded writes over plain JDBC.
 *
 * <p>Start at {@link io.versioning.jdbc.JdbcVersioning}.
 *
 * @serial exclude
 */
@NullMarked
@CheckReturnValue
package io.versioning.jdbc;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
