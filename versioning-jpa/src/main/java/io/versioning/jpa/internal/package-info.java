/** Guarded writes through Hibernate. Not API. */
@NullMarked
package io.versioning.jpa.internal;

import org.jspecify.annotations.NullMarked;
