/** The guarded write of one row: rendered, executed, judged, and tried again. Not API. */
@NullMarked
package io.versioning.internal.write;

import org.jspecify.annotations.NullMarked;
