package io.versioning.examples.airports;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.event.Actor;
import io.versioning.examples.airports.Attempt.Ending;
import io.versioning.examples.airports.Attempt.LeftToAPerson;
import io.versioning.examples.airports.Attempt.Merged;
import io.versioning.examples.airports.Attempt.ReadAgain;
import io.versioning.examples.airports.Attempt.Written;
import io.versioning.merge.Fields;
import io.versioning.merge.ThreeWayMerge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Phaser;
import org.slf4j.MDC;

/** One editor at work: reads an airport, thinks, writes, and deals with the conflict if somebody was faster. */
final class Editor implements Callable<List<Attempt>> {

    private static final int ATTEMPTS = 100;

    private static final ThreeWayMerge<Map<String, ?>> MERGE =
            ThreeWayMerge.of(Fields.ofMap()).together("latitude", "longitude");

    private final int number;
    private final List<Task> tasks;
    private final Airports airports;
    private final Phaser everybodyHasRead;

    Editor(int number, List<Task> tasks, Airports airports, Phaser everybodyHasRead) {
        this.number = number;
        this.tasks = tasks;
        this.airports = airports;
        this.everybodyHasRead = everybodyHasRead;
    }

    @Override
    public List<Attempt> call() {
        String name = EditorNames.of(number);
        MDC.put(Actor.DEFAULT_MDC_KEY, name);
        try {
            List<Attempt> attempts = new ArrayList<>();
            for (Task task : tasks) {
                Seen seen = airports.read(task.iata());
                Map<String, Object> wanted = task.edit().of(seen, number);
                if (task.contested()) {
                    everybodyHasRead.arriveAndAwaitAdvance();
                }
                Ending ending = write(task.edit(), seen, wanted);
                attempts.add(new Attempt(name, airports.adapter(), task.edit(), seen, wanted, ending));
            }
            return attempts;
        } finally {
            everybodyHasRead.arriveAndDeregister();
            MDC.remove(Actor.DEFAULT_MDC_KEY);
        }
    }

    private Ending write(Edit edit, Seen seen, Map<String, Object> wanted) {
        try {
            return new Written(airports.update(seen, wanted));
        } catch (ConflictException e) {
            return resolve(edit, seen, wanted, e.conflict());
        }
    }

    /** Different fields are merged; a change that is right on any row is decided again; the rest is for a person. */
    private Ending resolve(Edit edit, Seen seen, Map<String, Object> wanted, Conflict conflict) {
        Seen current = airports.current(conflict);
        return MERGE.mergeChanges(seen.fields(), wanted, current.fields())
                .fold(
                        merged -> {
                            try {
                                long version = airports.update(current, merged.changes());
                                return new Merged(conflict, current, merged, version);
                            } catch (ConflictException e) { // and somebody was faster again
                                return resolve(edit, seen, wanted, e.conflict());
                            }
                        },
                        clashed -> edit.mayBeDecidedAgain()
                                ? readAgain(edit, seen, conflict)
                                : new LeftToAPerson(conflict, clashed));
    }

    private Ending readAgain(Edit edit, Seen seen, Conflict conflict) {
        List<Seen> reads = new ArrayList<>();
        long version = airports.retrying(ATTEMPTS, seen.iata(), again -> {
            reads.add(again);
            return edit.of(again, number);
        });
        return new ReadAgain(conflict, reads.get(reads.size() - 1), version);
    }
}
