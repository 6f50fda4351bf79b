package io.versioning.testkit;

/**
 * A test class with a harness.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public interface OnHarness<ID, S> {

    /**
     * Returns the harness of this class.
     *
     * @return the same one each time
     */
    Harness<ID, S> harness();
}
