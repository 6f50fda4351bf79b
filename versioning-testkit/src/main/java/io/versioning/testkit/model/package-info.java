/** The simple model that random sequences of calls are compared with. Needs jqwik. */
@NullMarked
package io.versioning.testkit.model;

import org.jspecify.annotations.NullMarked;
