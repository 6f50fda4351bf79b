/**
 * The version column of a set of tables: its DDL up and down, a trigger for PostgreSQL, and a check of readiness.
 *
 * @serial exclude
 */
@NullMarked
@CheckReturnValue
package io.versioning.schema;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
