/** How conflicts get to the listeners. Not API. */
@NullMarked
package io.versioning.internal.event;

import org.jspecify.annotations.NullMarked;
