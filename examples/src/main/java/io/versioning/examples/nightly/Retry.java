package io.versioning.examples.nightly;

import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.Row;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is decided about lines that were not written, after their flights were read again.
 *
 * @param flights how many flights were read
 * @param decisions how many lines share a decision
 * @param lines the lines to be tried again, at the versions that were read
 */
record Retry(long flights, Map<Decision, Group> decisions, List<FeedLine> lines) {

    static Retry of(List<FeedLine> open, GuardedTable table) {
        // tag::again[]
        Set<Object> ids = open.stream().map(line -> line.seen().id()).collect(Collectors.toSet());
        Map<Object, Row> current = table.readAll(ids).stream().collect(Collectors.toMap(Row::id, row -> row));
        List<Answer> answers = open.stream()
                .map(line -> Answer.to(
                        line, Optional.ofNullable(current.get(line.seen().id()))))
                .toList();
        // end::again[]
        Map<Decision, Group> decisions = new EnumMap<>(Decision.class);
        List<FeedLine> lines = new ArrayList<>();
        for (Answer answer : answers) {
            decisions
                    .computeIfAbsent(answer.decision(), unknown -> new Group())
                    .add(answer.line().toString());
            if (answer.decision().triesAgain()) {
                lines.add(answer.line());
            }
        }
        return new Retry(ids.size(), decisions, lines);
    }
}
