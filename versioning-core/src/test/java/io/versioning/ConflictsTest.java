package io.versioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Conflict.ReadFrom;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ConflictsTest {

    private static final Conflict CONFLICT = Conflict.stale("Portfolio", 42L, 5, 7, ReadFrom.COMMITTED);

    @Test
    void conflictIsFoundHoweverDeepItLies() {
        Exception wrapped = new IllegalStateException(new CompletionException(new ConflictException(CONFLICT)));
        assertThat(Conflicts.from(wrapped)).contains(CONFLICT);
        assertThat(Conflicts.from(new ConflictException(CONFLICT))).contains(CONFLICT);
    }

    @Test
    void otherExceptionsAreAboutNoConflict() {
        assertThat(Conflicts.from(null)).isEmpty();
        assertThat(Conflicts.from(new IllegalStateException(new RuntimeException())))
                .isEmpty();
        assertThat(Conflicts.from(new RowBusyException("Portfolio", 42L, null))).isEmpty();
    }

    @Test
    void suppressedConflictIsAboutSomethingElse() {
        RuntimeException other = new RuntimeException();
        other.addSuppressed(new ConflictException(CONFLICT));
        assertThat(Conflicts.from(other)).isEmpty();
    }

    @Test
    void circleOfCausesHasAnEnd() {
        Exception first = new Exception();
        Exception second = new Exception(first);
        first.initCause(second);
        assertThat(Conflicts.from(first)).isEmpty();
    }
}
