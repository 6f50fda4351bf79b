/** How bulks of entities become rows of tables, and what becomes of contexts and caches. */
@NullMarked
package io.versioning.bulk.jpa.internal;

import org.jspecify.annotations.NullMarked;
