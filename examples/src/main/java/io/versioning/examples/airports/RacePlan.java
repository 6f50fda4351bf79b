package io.versioning.examples.airports;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Who edits what, in which order; the same for the same seed.
 *
 * <p>In each round all editors want the same airport, and after it each goes on alone for a while. Only one of them can
 * be the first to write what all have read, so each round has at least as many conflicts as there are other editors.
 */
public final class RacePlan {

    private static final List<Edit> EDITS = List.of(Edit.values());
    private static final int ROUNDS = 30;
    private static final int ALONE_AFTER_EACH_ROUND = 2;

    private final List<List<Task>> tasks;
    private final int contested;

    private RacePlan(List<List<Task>> tasks, int contested) {
        this.tasks = List.copyOf(tasks);
        this.contested = contested;
    }

    /** A plan for a number of editors and the airports with these ids. */
    public static RacePlan of(List<String> iatas, int editors, long seed) {
        Random random = new Random(seed);
        List<String> shuffled = new ArrayList<>(iatas);
        Collections.shuffle(shuffled, random);
        int contested = Math.min(ROUNDS, shuffled.size());
        List<String> alone = shuffled.subList(contested, shuffled.size());

        List<List<Task>> tasks = new ArrayList<>();
        for (int editor = 0; editor < editors; editor++) {
            List<Task> own = new ArrayList<>();
            int next = editor;
            for (int round = 0; round < ROUNDS; round++) {
                own.add(new Task(shuffled.get(round % contested), contestedEdit(round, editor, random), true));
                for (int i = 0; i < ALONE_AFTER_EACH_ROUND && next < alone.size(); i++, next += editors) {
                    own.add(new Task(alone.get(next), anyEdit(random), false));
                }
            }
            tasks.add(List.copyOf(own));
        }
        return new RacePlan(tasks, contested);
    }

    /** The first rounds are arranged, so that each way out of a conflict is seen. */
    private static Edit contestedEdit(int round, int editor, Random random) {
        return switch (round) {
            case 0 -> EDITS.get(editor % EDITS.size());
            case 1 -> Edit.CHECK;
            case 2 -> Edit.NAME;
            default -> anyEdit(random);
        };
    }

    private static Edit anyEdit(Random random) {
        return EDITS.get(random.nextInt(EDITS.size()));
    }

    public int editors() {
        return tasks.size();
    }

    /** How many edits there are, of all editors together. */
    public int edits() {
        return tasks.stream().mapToInt(List::size).sum();
    }

    /** How many airports all editors want. */
    public int contested() {
        return contested;
    }

    /** The fewest conflicts that this plan can have. */
    int fewestConflicts() {
        return ROUNDS * (editors() - 1);
    }

    List<Task> tasksOf(int editor) {
        return tasks.get(editor);
    }
}
