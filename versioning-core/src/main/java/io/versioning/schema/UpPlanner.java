package io.versioning.schema;

import io.versioning.schema.Details.TriggerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds what is missing, and leaves alone what is there. */
record UpPlanner(Settings settings) implements Planner {

    @Override
    public List<Finding> obstacles(TableState state) {
        return new Judgement(settings).obstacles(state);
    }

    @Override
    public Plan plan(TableState state) {
        List<String> statements = new ArrayList<>();
        List<String> words = new ArrayList<>();
        if (state.column() == null) {
            statements.addAll(state.ddl().addColumn(state.names(), settings.type()));
            words.add("version column added");
        } else {
            words.add("version column already there");
        }
        if (settings.trigger()) {
            List<String> trigger = trigger(state);
            statements.addAll(trigger);
            words.add(trigger.isEmpty() ? "trigger already there" : "trigger added");
        }
        return new Plan(statements, String.join(", ", words));
    }

    /** A trigger that advances another column, because the right one was renamed since, fails each update: mend it. */
    private static List<String> trigger(TableState state) {
        Optional<TriggerState> existing = state.ownTrigger();
        if (existing.isEmpty()) {
            return state.ddl().createTrigger(state.names());
        }
        return Judgement.advances(existing.get(), state)
                ? List.of()
                : state.ddl()
                        .createFunction(
                                state.names().withFunction(existing.get().function()));
    }
}
