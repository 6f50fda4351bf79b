/** Small programs, one for each idea; the parts of {@link io.versioning.examples.TryIt} are in {@code airports}. */
@NullMarked
package io.versioning.examples;

import org.jspecify.annotations.NullMarked;
