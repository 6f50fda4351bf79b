package io.versioning.testkit;

/**
 * A test class with a harness whose subject has many rows written at once.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public interface OnBulkHarness<ID, S> extends OnHarness<ID, S> {

    /**
     * Returns the subject of {@link #harness()}.
     *
     * @return the same one each time
     */
    BulkSubject<ID, S> subject();

    /**
     * Returns the rows as written by bulks that the library commits.
     *
     * @return the rows, over the pool of the harness
     */
    default BulkRows<ID, S> bulk() {
        return subject().bulk(harness().pool(), harness().listener());
    }
}
