package io.versioning.bulk;

import io.versioning.BulkUpdateResult.Counts;
import io.versioning.event.ConflictEvent;
import io.versioning.event.ConflictListener;
import java.util.ArrayList;
import java.util.List;

/** What a listener was told: the ordinals of conflicts, and the entity and counts of each bulk that ended. */
record Told(List<Integer> ordinals, List<String> entities, List<Counts> ends) implements ConflictListener {

    Told() {
        this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public void onConflict(ConflictEvent event) {
        ordinals.add(event.ordinal());
    }

    @Override
    public void onBulkCompleted(String entity, Counts counts) {
        entities.add(entity);
        ends.add(counts);
    }
}
