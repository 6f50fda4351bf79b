/** What the pages under {@code docs} and the README show: each snippet there is a region of one of these programs. */
@NullMarked
@CheckReturnValue
package io.versioning.examples.docs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
