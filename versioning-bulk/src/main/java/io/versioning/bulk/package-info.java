/**
 * The place of the bulk engine. It holds no code yet: the outcomes of a bulk and their laws are in
 * {@code io.versioning}; what runs many guarded writes is still to come.
 */
@NullMarked
package io.versioning.bulk;

import org.jspecify.annotations.NullMarked;
