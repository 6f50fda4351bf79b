package io.versioning.examples.airports;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;

/** All editors at once, each in a thread of its own. */
public final class Race {

    private Race() {}

    /** Runs until every editor is done with their list. They write over the adapters of the table in turn. */
    public static RaceResult run(RacePlan plan, AirportTable table) throws InterruptedException {
        List<Airports> adapters = table.adapters();
        Phaser everybodyHasRead = new Phaser(plan.editors());
        List<Callable<List<Attempt>>> editors = new ArrayList<>();
        for (int number = 0; number < plan.editors(); number++) {
            Airports airports = adapters.get(number % adapters.size());
            editors.add(new Editor(number, plan.tasksOf(number), airports, everybodyHasRead));
        }
        ExecutorService threads = Executors.newFixedThreadPool(plan.editors());
        try {
            return new RaceResult(attempts(threads.invokeAll(editors)));
        } finally {
            threads.shutdown();
        }
    }

    private static List<Attempt> attempts(List<Future<List<Attempt>>> editors) throws InterruptedException {
        List<Attempt> attempts = new ArrayList<>();
        for (Future<List<Attempt>> editor : editors) {
            try {
                attempts.addAll(editor.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("An editor failed", e.getCause());
            }
        }
        return attempts;
    }
}
