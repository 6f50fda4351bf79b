/** How jOOQ's tables, fields and records are told to the bulk engine; not exported. */
@NullMarked
package io.versioning.bulk.jooq.internal;

import org.jspecify.annotations.NullMarked;
