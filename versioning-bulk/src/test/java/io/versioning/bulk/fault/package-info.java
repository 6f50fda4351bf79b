/** Connections that are cut where a test asks for it, and servers that are killed. */
@NullMarked
package io.versioning.bulk.fault;

import org.jspecify.annotations.NullMarked;
