/** Bulks of entities: rows that Hibernate maps are written many at once, each judged by itself. */
@NullMarked
@CheckReturnValue
package io.versioning.bulk.jpa;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
