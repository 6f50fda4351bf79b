/** The guarded write of one row: rendered, executed, and judged. Not API. */
@NullMarked
package io.versioning.internal.write;

import org.jspecify.annotations.NullMarked;
