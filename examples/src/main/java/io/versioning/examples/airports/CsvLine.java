package io.versioning.examples.airports;

import java.util.List;
import org.apache.commons.csv.CSVRecord;

/** The values of one record, and the number of the line that it begins on. */
record CsvLine(long number, List<String> values) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    static CsvLine of(long number, CSVRecord csv) {
        return new CsvLine(number, csv.stream().map(CsvLine::clean).toList());
    }

    private static String clean(String value) {
        return value.replace(BYTE_ORDER_MARK, "").strip();
    }

    boolean isBlank() {
        return values.stream().allMatch(String::isEmpty);
    }
}
