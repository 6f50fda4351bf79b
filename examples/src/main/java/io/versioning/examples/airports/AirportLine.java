package io.versioning.examples.airports;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Makes an airport of one line, and notes all that is wrong with it. */
final class AirportLine {

    private static final int LONGEST_ID = 8;
    private static final int LONGEST_TEXT = 80;
    private static final int LONGEST_SHOWN = 30;

    private final Header header;
    private final CsvLine line;
    private final List<Problem> problems;

    AirportLine(Header header, CsvLine line, List<Problem> problems) {
        this.header = header;
        this.line = line;
        this.problems = problems;
    }

    /** The airport, or empty if something was wrong. */
    Optional<Airport> airport() {
        int before = problems.size();
        if (line.values().size() != header.size()) {
            note("(all)", "has " + line.values().size() + " values, and the header has " + header.size());
            return Optional.empty();
        }
        Airport airport = new Airport(
                required("iata", LONGEST_ID),
                required("name", LONGEST_TEXT),
                text("city", LONGEST_TEXT),
                text("state", LONGEST_TEXT),
                text("country", LONGEST_TEXT),
                degrees("latitude", 90),
                degrees("longitude", 180));
        return problems.size() == before ? Optional.of(airport) : Optional.empty();
    }

    private String required(String column, int longest) {
        String value = text(column, longest);
        if (value.isEmpty()) {
            note(column, "is empty");
        }
        return value;
    }

    private String text(String column, int longest) {
        String value = header.valueOf(column, line);
        if (value.length() > longest) {
            note(column, "has " + value.length() + " characters, and " + longest + " is the most");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            note(column, "holds a line break or another control character");
        }
        return value;
    }

    private double degrees(String column, int most) {
        String value = header.valueOf(column, line);
        try {
            double degrees = new BigDecimal(value).doubleValue();
            if (Math.abs(degrees) > most) {
                note(column, quoted(value) + " is not between -" + most + " and " + most);
            }
            return degrees;
        } catch (NumberFormatException notANumber) {
            note(column, value.isEmpty() ? "is empty" : quoted(value) + " is not a number");
            return 0;
        }
    }

    private static String quoted(String value) {
        String printable = value.replaceAll("\\p{Cntrl}", "?");
        return '"'
                + (printable.length() > LONGEST_SHOWN ? printable.substring(0, LONGEST_SHOWN) + "..." : printable)
                + '"';
    }

    private void note(String column, String reason) {
        problems.add(new Problem(line.number(), column, reason));
    }
}
