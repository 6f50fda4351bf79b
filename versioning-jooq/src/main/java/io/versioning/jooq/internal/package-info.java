/** The implementation of the jOOQ adapter; not exported. */
@NullMarked
package io.versioning.jooq.internal;

import org.jspecify.annotations.NullMarked;
