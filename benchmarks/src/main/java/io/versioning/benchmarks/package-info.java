/** What a guarded write costs against the bare framework, measured side by side in one run. Not published. */
@NullMarked
package io.versioning.benchmarks;

import org.jspecify.annotations.NullMarked;
