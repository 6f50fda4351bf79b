/**
 * The place of the jOOQ adapter. It holds no code yet: until it does, write guarded statements on the
 * connection that jOOQ uses, by the plain JDBC part of the library.
 */
@NullMarked
package io.versioning.jooq;

import org.jspecify.annotations.NullMarked;
