/** Updates of a bulk, judged by Jakarta Validation. */
@NullMarked
@CheckReturnValue
package io.versioning.bulk.validation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
