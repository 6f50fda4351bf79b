package io.versioning.examples.airports;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.versioning.Conflict;
import io.versioning.examples.airports.Attempt.Ending;
import io.versioning.examples.airports.Attempt.LeftToAPerson;
import io.versioning.examples.airports.Attempt.Merged;
import io.versioning.examples.airports.Attempt.ReadAgain;
import io.versioning.examples.airports.Attempt.Written;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What all editors tried, and how it ended. */
public record RaceResult(List<Attempt> attempts) {

    public RaceResult {
        attempts = List.copyOf(attempts);
    }

    /** How many changes the editors were told are written. */
    long writes() {
        return attempts.stream().filter(attempt -> attempt.ending().isWritten()).count();
    }

    /** How many of them counted a check. */
    long checks() {
        return attempts.stream()
                .filter(attempt ->
                        attempt.edit() == Edit.CHECK && attempt.ending().isWritten())
                .count();
    }

    /** A conflict that was merged with the one change that was in the way, for the reader to look at. */
    Optional<Attempt> merged() {
        return first(attempt -> attempt.ending() instanceof Merged merged && isOneAhead(attempt, merged.conflict()));
    }

    private static boolean isOneAhead(Attempt attempt, Conflict conflict) {
        return conflict.actual().orElseThrow() == attempt.seen().version() + 1;
    }

    /** A conflict after which the change was decided again, for the reader to look at. */
    Optional<Attempt> readAgain() {
        return first(attempt -> attempt.ending() instanceof ReadAgain);
    }

    private Optional<Attempt> first(Predicate<Attempt> condition) {
        return attempts.stream().filter(condition).findFirst();
    }

    /** One line for each editor, in the order of their first attempt. */
    List<Score> scores(ConflictCounter conflicts) {
        Map<String, List<Attempt>> editors =
                attempts.stream().collect(groupingBy(Attempt::editor, LinkedHashMap::new, toList()));
        return editors.entrySet().stream()
                .map(editor -> score(editor.getValue(), conflicts.of(editor.getKey())))
                .toList();
    }

    private static Score score(List<Attempt> attempts, long conflicts) {
        List<Ending> endings = attempts.stream().map(Attempt::ending).toList();
        return new Score(
                attempts.get(0).editor(),
                attempts.get(0).adapter(),
                endings.size(),
                count(endings, Written.class),
                conflicts,
                count(endings, Merged.class),
                count(endings, ReadAgain.class),
                count(endings, LeftToAPerson.class));
    }

    private static long count(List<Ending> endings, Class<? extends Ending> type) {
        return endings.stream().filter(type::isInstance).count();
    }
}
