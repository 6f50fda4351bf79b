package io.versioning.schema;

import io.versioning.internal.sql.Column;
import io.versioning.internal.sql.Identifiers;
import io.versioning.internal.sql.TableCheck;
import io.versioning.internal.sql.VersionWidth;
import io.versioning.internal.text.SafeText;
import io.versioning.schema.Details.TriggerState;
import io.versioning.schema.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges a table that was looked up; asks nothing of the database.
 *
 * @param settings what the caller wants
 */
record Judgement(Settings settings) {

    /** What the rows say: how many have no version, the smallest version and the largest. */
    record Versions(long nulls, long smallest, long largest) {}

    static Finding missing(VersionedTable table) {
        return new Finding(
                table.toString(),
                Kind.TABLE_MISSING,
                "there is no such table",
                table.schema().isPresent()
                        ? "check the names of schema and table"
                        : "check its name, or name its schema if it is not the connection's current one");
    }

    /** Says why a relation can have no version column of its own. */
    static Optional<Finding> unsuitable(TableState state) {
        return switch (state.details().shape()) {
            case TABLE -> Optional.empty();
            case PARENT ->
                Optional.of(finding(
                        state,
                        Kind.TABLE_UNSUITABLE,
                        "other tables inherit from it, so that one id could name a row in each of them",
                        "use a table without heirs"));
            case PARTITION ->
                Optional.of(finding(
                        state, Kind.TABLE_UNSUITABLE, "it is a partition", "name the partitioned table instead"));
            case OTHER ->
                Optional.of(finding(
                        state, Kind.TABLE_UNSUITABLE, "it is no table", "name the table that it shows instead"));
        };
    }

    /** What keeps {@code up} from doing its work: it never changes a column that it did not create. */
    List<Finding> obstacles(TableState state) {
        Optional<Finding> unsuitable = unsuitable(state);
        if (unsuitable.isPresent()) {
            return List.of(unsuitable.get());
        }
        List<Finding> obstacles = new ArrayList<>();
        Column column = state.column();
        if (column != null) {
            obstacles.addAll(unfit(column, state));
        }
        takenName(state)
                .map(taken -> finding(
                        state,
                        Kind.NAME_TAKEN,
                        taken + " is taken by something that up did not create for this table",
                        "rename that, or drop it if it is no longer needed"))
                .ifPresent(obstacles::add);
        return obstacles;
    }

    private Optional<String> takenName(TableState state) {
        if (!settings.trigger() || state.ownTrigger().isPresent()) {
            return Optional.empty();
        }
        if (state.otherTriggers().stream().anyMatch(trigger -> trigger.name().equals(Names.TRIGGER))) {
            return Optional.of("the trigger's name " + Names.TRIGGER);
        }
        return Optional.ofNullable(state.details().takenFunction())
                .map(function -> "the name of the trigger's function, " + SafeText.of(function) + ",");
    }

    private static List<Finding> unfit(Column column, TableState state) {
        if (VersionWidth.of(column).isEmpty()) {
            return List.of(finding(
                    state,
                    Kind.WRONG_TYPE,
                    TableCheck.unfit(column),
                    "choose another name for the version column, or change what this one is"));
        }
        List<Finding> unfit = new ArrayList<>();
        if (state.details().generated()) {
            unfit.add(finding(
                    state,
                    Kind.GENERATED,
                    "the database computes the column " + shown(column)
                            + " by itself, as an identity or generated column",
                    "choose another name for the version column"));
        }
        if (column.nullable()) {
            unfit.add(finding(
                    state,
                    Kind.NULLABLE,
                    "the version column " + shown(column)
                            + " allows null, and a row without a version can't be guarded",
                    "update %1$s set %2$s = 1 where %2$s is null; alter table %1$s alter column %2$s set not null"
                            .formatted(state.table(), shown(column))));
        }
        return unfit;
    }

    /** What keeps the table from being ready. */
    List<Finding> problems(TableState state) {
        List<Finding> problems = new ArrayList<>(obstacles(state));
        if (unsuitable(state).isPresent()) {
            return problems;
        }
        if (state.keyProblem() != null) {
            problems.add(finding(
                    state,
                    Kind.KEY_UNSUITABLE,
                    state.keyProblem(),
                    "name its primary key, or a unique key that is NOT NULL"));
        }
        columnProblem(state).ifPresent(problems::add);
        triggerProblem(state).ifPresent(problems::add);
        return problems;
    }

    private Optional<Finding> columnProblem(TableState state) {
        Column column = state.column();
        if (column == null) {
            return Optional.of(finding(
                    state,
                    Kind.COLUMN_MISSING,
                    "there is no version column " + SafeText.of(settings.column()),
                    "VersionColumns.up adds it"));
        }
        if (VersionWidth.of(column).isEmpty()
                || state.details().generated()
                || state.details().hasDefault()) {
            return Optional.empty();
        }
        return Optional.of(finding(
                state,
                Kind.NO_DEFAULT,
                "the version column " + shown(column) + " has no default, so that writers that know nothing of versions"
                        + " can't insert",
                "alter table %s alter column %s set default 1".formatted(state.table(), shown(column))));
    }

    private Optional<Finding> triggerProblem(TableState state) {
        if (!settings.trigger() || takenName(state).isPresent()) {
            return Optional.empty();
        }
        Optional<TriggerState> trigger = state.ownTrigger();
        if (trigger.isEmpty()) {
            return Optional.of(finding(
                    state,
                    Kind.TRIGGER_MISSING,
                    "there is no trigger that advances the version",
                    "VersionColumns.up adds it"));
        }
        String name = SafeText.of(trigger.get().name());
        if (!trigger.get().enabled()) {
            return Optional.of(finding(
                    state,
                    Kind.TRIGGER_MISSING,
                    "the trigger " + name + " is switched off",
                    "alter table %s enable trigger %s".formatted(state.table(), name)));
        }
        if (!trigger.get().seesEachUpdate()) {
            return Optional.of(finding(
                    state,
                    Kind.TRIGGER_MISSING,
                    "the trigger " + name + " does not see each update before it is written",
                    "drop trigger %s on %s; VersionColumns.up creates it anew".formatted(name, state.table())));
        }
        return advances(trigger.get(), state)
                ? Optional.empty()
                : Optional.of(finding(
                        state,
                        Kind.TRIGGER_MISSING,
                        "the trigger " + name + " does not advance this version column",
                        "VersionColumns.up puts it right"));
    }

    static boolean advances(TriggerState trigger, TableState state) {
        return trigger.body().equals(state.ddl().body(state.names()));
    }

    /** What is worth knowing: a trigger that could change what an update writes. */
    List<Finding> notes(TableState state) {
        return state.otherTriggers().stream()
                .filter(trigger -> trigger.enabled() && trigger.changesUpdates())
                .map(trigger -> finding(
                        state,
                        Kind.OTHER_TRIGGER,
                        "the trigger " + SafeText.of(trigger.name()) + " sees each row before it is updated",
                        "it must leave the version alone: guarded writes refuse a version that moved by more than 1"))
                .toList();
    }

    /** What is wrong with the versions of the rows. */
    List<Finding> problems(TableState state, Column column, Versions versions) {
        List<Finding> problems = new ArrayList<>();
        if (versions.nulls() > 0) {
            problems.add(finding(
                    state,
                    Kind.NULL_VERSIONS,
                    versions.nulls() + " rows have no version",
                    "update %1$s set %2$s = 1 where %2$s is null".formatted(state.table(), shown(column))));
        }
        if (versions.smallest() < 0) {
            problems.add(finding(
                    state,
                    Kind.NEGATIVE_VERSIONS,
                    "there are versions below zero, which guarded writes refuse",
                    "update %1$s set %2$s = 1 where %2$s < 0".formatted(state.table(), shown(column))));
        }
        long largest = VersionWidth.of(column).map(VersionWidth::largest).orElse(Long.MAX_VALUE);
        if (versions.largest() > largest / 2) {
            problems.add(finding(
                    state,
                    Kind.NEAR_OVERFLOW,
                    "there are versions beyond half of what " + shown(column) + " can hold, which is " + largest,
                    "alter table %s alter column %s set data type bigint, which rewrites the table"
                            .formatted(state.table(), shown(column))));
        }
        return problems;
    }

    private static Finding finding(TableState state, Kind kind, String what, String remedy) {
        return new Finding(state.table().toString(), kind, what, remedy);
    }

    private static String shown(Column column) {
        return Identifiers.quote(SafeText.of(column.name()));
    }
}
