/** Writes by sets and by rows, and how rows are told apart. Not for use outside of the project. */
@NullMarked
package io.versioning.bulk.internal;

import org.jspecify.annotations.NullMarked;
