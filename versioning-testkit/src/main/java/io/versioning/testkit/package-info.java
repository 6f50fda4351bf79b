/**
 * The library's promises as a test suite that any build can run on its own entity.
 *
 * <p>Describe the entity as a {@link io.versioning.testkit.Subject}, then write one small class per database:
 *
 * <pre>{@code
 * @RunsOn(DatabaseKind.POSTGRES)
 * class PortfolioOnPostgresTest implements SingleRowContract<Long, Portfolio>, SingleRowProperties<Long, Portfolio> {
 *     private static final Harness<Long, Portfolio> HARNESS = Harness.of(DatabaseKind.POSTGRES, new PortfolioSubject());
 *
 *     @Override
 *     public Harness<Long, Portfolio> harness() {
 *         return HARNESS;
 *     }
 * }
 * }</pre>
 *
 * <p>{@code SingleRowContract} needs JUnit Jupiter only. {@code SingleRowProperties} needs jqwik 1.9.3 besides; leave it
 * out where that is not wanted.
 */
@NullMarked
package io.versioning.testkit;

import org.jspecify.annotations.NullMarked;
