package io.versioning.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.testkit.OnHarness;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * Exceptions travel, and say nothing that they should not: P4 and P11.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public interface BadValuesContract<ID, S> extends OnHarness<ID, S> {

    /** A conflict survives Java serialization, with id, versions and kind. */
    @Test
    default void conflictSurvivesSerialization() {
        ID id = harness().newRowAt(7);
        ConflictException thrown = assertThrows(
                ConflictException.class,
                () -> harness().rows().update(id, 5, harness().newState()));
        Conflict arrived = assertDoesNotThrow(() -> (ConflictException) throughAStream(thrown))
                .conflict();
        assertEquals(thrown.conflict().id().toString(), arrived.id().toString());
        assertEquals(Conflict.Kind.STALE, arrived.kind());
        assertEquals(5, arrived.expected());
        assertEquals(OptionalLong.of(7), arrived.actual());
    }

    private static Object throughAStream(Object object) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    /** Exceptions about refused values, with all their causes, quote no column data. */
    @Test
    default void refusalsQuoteNoColumnData() {
        harness().subject().refusedState().ifPresent(refused -> {
            ID id = harness().newRow();
            Throwable thrown =
                    assertThrows(RuntimeException.class, () -> harness().rows().update(id, 1, refused));
            for (Throwable link = thrown; link != null; link = link.getCause()) {
                String message = String.valueOf(link.getMessage());
                assertFalse(message.contains("Failing row"), message);
                assertFalse(message.contains("Detail"), message);
                assertTrue(message.lines().count() <= 1, message);
            }
        });
    }
}
