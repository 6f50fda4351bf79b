/**
 * Many guarded writes on a jOOQ {@code DSLContext}. Start with {@link io.versioning.bulk.jooq.JooqBulkVersioning}. It needs
 * versioning-jooq.
 */
@NullMarked
@CheckReturnValue
package io.versioning.bulk.jooq;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
