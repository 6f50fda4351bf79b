package io.versioning.examples.airports;

import java.util.List;
import java.util.stream.Collectors;

/** A file of airports was refused, and nothing of it was loaded; the message says what to mend. */
public final class BadAirportFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 10;

    BadAirportFileException(String file, String reason) {
        super(file + ": " + reason);
    }

    BadAirportFileException(String file, List<Problem> problems) {
        super(describe(file, problems));
    }

    private static String describe(String file, List<Problem> problems) {
        String first = problems.stream()
                .limit(SHOWN)
                .map(problem -> file + ", " + problem)
                .collect(Collectors.joining(System.lineSeparator()));
        int more = problems.size() - SHOWN;
        return more > 0 ? first + System.lineSeparator() + "... and " + more + " more" : first;
    }
}
