package io.versioning.testkit;

import io.versioning.Versioned;

/**
 * A state and its version, as one read found them.
 *
 * @param state the state, as {@link Subject} knows it
 * @param version the version
 * @param <S> the type of the state
 */
public record Seen<S>(S state, long version) implements Versioned {}
