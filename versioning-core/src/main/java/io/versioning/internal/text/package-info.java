/** How ids and names become text that is safe in messages and logs. Not API. */
@NullMarked
package io.versioning.internal.text;

import org.jspecify.annotations.NullMarked;
