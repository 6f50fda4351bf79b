package io.versioning.jpa.kinds;

import io.versioning.jpa.kinds.Counter.Counted;
import io.versioning.testkit.fixture.DatabaseKind;

/** Entities whose versions count in different ways. */
abstract class OnCounters extends OnEntities {

    OnCounters(DatabaseKind kind) {
        super(kind, Counter.entities());
    }

    final Counted fresh(Counter counter) {
        Counted fresh = counter.create(newId());
        fresh.setText("first");
        return fresh;
    }

    final Counted inserted(Counter counter) {
        return versioning.insert(fresh(counter));
    }

    final String textOf(Counted entity) {
        return stored(entity.getClass(), entity.getId(), Counted::getText);
    }

    final long versionOf(Counted entity) {
        return stored(entity.getClass(), entity.getId(), Counted::carried).longValue();
    }

    final void anotherUpdate(Counted entity) {
        bare(em -> {
            em.find(entity.getClass(), entity.getId()).setText("theirs");
            return null;
        });
    }

    final void anotherDelete(Counted entity) {
        bare(em -> {
            em.remove(em.find(entity.getClass(), entity.getId()));
            return null;
        });
    }
}
