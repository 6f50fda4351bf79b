package io.versioning.examples.airports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where each column is. The file may have them in any order, and may have others too. */
final class Header {

    private static final List<String> COLUMNS =
            List.of("iata", "name", "city", "state", "country", "latitude", "longitude");

    private final List<String> names;

    private Header(List<String> names) {
        this.names = names;
    }

    static Header of(CsvLine line, List<Problem> problems) {
        List<String> names = new ArrayList<>();
        line.values().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        for (String column : COLUMNS) {
            if (!names.contains(column)) {
                problems.add(new Problem(line.number(), column, "is not in the header, which must be " + expected()));
            } else if (names.indexOf(column) != names.lastIndexOf(column)) {
                problems.add(new Problem(line.number(), column, "is in the header twice"));
            }
        }
        return new Header(names);
    }

    static String expected() {
        return String.join(",", COLUMNS);
    }

    int size() {
        return names.size();
    }

    String valueOf(String column, CsvLine line) {
        return line.values().get(names.indexOf(column));
    }
}
