/** Who learns of a conflict: listeners, the log, and who is named as the actor. */
@NullMarked
@CheckReturnValue
package io.versioning.event;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
