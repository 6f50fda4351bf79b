package io.versioning.examples.airports;

import io.versioning.event.ConflictEvent;
import io.versioning.event.ConflictListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the conflicts of each editor: the library tells it of every one, also of those inside retries. */
public final class ConflictCounter implements ConflictListener {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    @Override
    public void onConflict(ConflictEvent event) {
        String editor = event.actor().orElse("(nobody)");
        counts.computeIfAbsent(editor, name -> new LongAdder()).increment();
    }

    long of(String editor) {
        LongAdder count = counts.get(editor);
        return count == null ? 0 : count.sum();
    }
}
