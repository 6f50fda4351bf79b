package io.versioning.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.testkit.fixture.Result;
import org.junit.jupiter.api.function.Executable;

/** What a call is expected to end in. */
final class Expect {

    private Expect() {}

    static Conflict conflict(Executable call) {
        return assertThrows(ConflictException.class, call).conflict();
    }

    static Conflict conflict(Result<?> result) {
        return failure(ConflictException.class, result).conflict();
    }

    static <X extends Exception> X failure(Class<X> type, Result<?> result) {
        return assertInstanceOf(type, result.failure().orElse(null), () -> "ended in: " + result);
    }
}
