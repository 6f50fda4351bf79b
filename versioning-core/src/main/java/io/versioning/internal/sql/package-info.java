/** How databases differ, how their errors are read, and what their catalogues say of a table. Not API. */
@NullMarked
package io.versioning.internal.sql;

import org.jspecify.annotations.NullMarked;
