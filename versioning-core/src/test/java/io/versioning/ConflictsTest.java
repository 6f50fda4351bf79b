package io.versioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Conflict.ReadFrom;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
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
    void conflictThatWasNotedIsFoundAndChangesNothingElse() {
        RuntimeException frameworks = new RuntimeException("in its own words");
        Conflicts.note(frameworks, CONFLICT);
        assertThat(Conflicts.from(new IllegalStateException(frameworks))).contains(CONFLICT);
        assertThat(frameworks).hasMessage("in its own words").hasNoCause();
    }

    @Test
    void noteSurvivesSerialization() throws Exception {
        RuntimeException frameworks = new RuntimeException();
        Conflicts.note(frameworks, CONFLICT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(frameworks);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(Conflicts.from((Throwable) in.readObject())).contains(CONFLICT);
        }
    }

    @Test
    void circleOfCausesHasAnEnd() {
        Exception first = new Exception();
        Exception second = new Exception(first);
        first.initCause(second);
        assertThat(Conflicts.from(first)).isEmpty();
    }
}
