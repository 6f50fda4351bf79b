package io.versioning.jpa;

import org.jspecify.annotations.Nullable;

/** The state of the entities under test. */
record AccountState(String owner, int balance, @Nullable String note) {

    static AccountState numbered(int number) {
        return new AccountState("owner " + number, number, number % 3 == 0 ? null : "note " + number);
    }

    static AccountState refused() {
        return new AccountState("nobody", -1, null);
    }
}
