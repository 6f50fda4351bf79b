package io.versioning.examples.airports;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of a given width, broken between words where that is possible. */
final class Wrapped {

    private Wrapped() {}

    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int blank = rest.lastIndexOf(' ', width);
            int end = blank > 0 ? blank : width;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}
