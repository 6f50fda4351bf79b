package io.versioning.schema;

import io.versioning.schema.Details.TriggerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Drops what bears the mark of {@code up}: the trigger, and the column unless it is to stay.
 *
 * @param withColumn whether the column goes too
 */
record DownPlanner(boolean withColumn) implements Planner {

    @Override
    public List<Finding> obstacles(TableState state) {
        return Judgement.unsuitable(state).stream().toList();
    }

    @Override
    public Plan plan(TableState state) {
        List<String> statements = new ArrayList<>();
        List<String> words = new ArrayList<>();
        Optional<TriggerState> trigger = state.ownTrigger();
        if (trigger.isPresent()) {
            Names names = state.names().withFunction(trigger.get().function());
            statements.addAll(state.ddl().dropTrigger(names, trigger.get().name()));
            words.add("trigger dropped");
        } else if (!withColumn) {
            words.add("no trigger of ours there");
        }
        if (withColumn) {
            boolean ours = state.column() != null && state.details().marked();
            statements.addAll(ours ? state.ddl().dropColumn(state.names()) : List.of());
            words.add(words(state.column() != null, ours));
        }
        return new Plan(statements, String.join(", ", words));
    }

    private static String words(boolean there, boolean ours) {
        if (ours) {
            return "version column dropped";
        }
        return there ? "version column left, as up did not create it" : "no version column there";
    }
}
