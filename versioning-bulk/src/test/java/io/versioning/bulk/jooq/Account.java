package io.versioning.bulk.jooq;

import org.jspecify.annotations.Nullable;

/** The state of the entity under test. */
record Account(String owner, int balance, @Nullable String note) {}
