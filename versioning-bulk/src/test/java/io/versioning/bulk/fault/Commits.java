package io.versioning.bulk.fault;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Finds the COMMIT in what a client sends: as a simple query, or as a prepared statement. For one connection. */
final class Commits {

    private final Set<String> prepared = new HashSet<>();

    /** Whether the server commits once it gets this message, and what belongs to it. */
    boolean isCommit(Frame frame) {
        return switch (frame.type()) {
            case 'Q' -> isCommit(frame.text(0));
            case 'P' -> {
                prepared.remove(frame.text(0));
                if (isCommit(frame.text(1))) {
                    prepared.add(frame.text(0));
                }
                yield false;
            }
            case 'B' -> prepared.contains(frame.text(1));
            default -> false;
        };
    }

    private static boolean isCommit(String sql) {
        return sql.toUpperCase(Locale.ROOT).startsWith("COMMIT");
    }
}
