/** The parts of {@link io.versioning.testkit.SingleRowContract}, one for each group of promises. */
@NullMarked
package io.versioning.testkit.contract;

import org.jspecify.annotations.NullMarked;
