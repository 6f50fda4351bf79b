package io.versioning.jpa.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WeaklyHeldTest {

    private final WeaklyHeld<String> held = new WeaklyHeld<>();

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        held.forEach((object, note) -> notes.add(note));
        return notes;
    }

    /** Equals every other one. */
    private record Same() {}

    @Test
    void objectsAreToldApartThatAreEqual() {
        Same one = new Same();
        Same other = new Same();
        held.computeIfAbsent(one, () -> "one");
        held.computeIfAbsent(other, () -> "other");
        assertThat(notes()).containsExactlyInAnyOrder("one", "other");
        assertThat(one).isEqualTo(other);
    }

    @Test
    void theFirstNoteOfAnObjectStays() {
        Same one = new Same();
        held.computeIfAbsent(one, () -> "first");
        held.computeIfAbsent(one, () -> "second");
        assertThat(notes()).containsExactly("first");
        assertThat(one).isNotNull();
    }

    @Test
    @Timeout(60)
    void objectsThatNobodyElseHoldsAreLetGo() {
        Same kept = new Same();
        held.computeIfAbsent(kept, () -> "kept");
        WeakReference<Object> dropped = noteOfADroppedObject();
        while (dropped.get() != null) {
            System.gc();
        }
        assertThat(notes()).containsExactly("kept");
        assertThat(kept).isNotNull();
    }

    private WeakReference<Object> noteOfADroppedObject() {
        Object object = new Same();
        held.computeIfAbsent(object, () -> "dropped");
        return new WeakReference<>(object);
    }

    @Test
    void clearedNotesAreGone() {
        Same one = new Same();
        held.computeIfAbsent(one, () -> "one");
        held.clear();
        assertThat(notes()).isEmpty();
        assertThat(one).isNotNull();
    }
}
