/** Many guarded writes at once, one outcome for each row: over plain JDBC here, and what all doors have in common. */
@NullMarked
@CheckReturnValue
package io.versioning.bulk;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
