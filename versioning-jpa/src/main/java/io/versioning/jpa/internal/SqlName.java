package io.versioning.jpa.internal;

import java.util.ArrayList;
import java.util.List;

/** Names as Hibernate writes them into SQL, quoted where the mapping says so, and as catalogues have them. */
public final class SqlName {

    private SqlName() {}

    /** The parts of a qualified name, without quotes. */
    static List<String> parts(String expression) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < expression.length(); at++) {
            char character = expression.charAt(at);
            if (character == '"') {
                if (quoted && at + 1 < expression.length() && expression.charAt(at + 1) == '"') {
                    part.append(character);
                    at++;
                } else {
                    quoted = !quoted;
                }
            } else if (character == '.' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(character);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    /**
     * Returns the last part of a name, without quotes.
     *
     * @param expression the name, perhaps qualified, perhaps quoted
     * @return its last part
     */
    public static String last(String expression) {
        List<String> parts = parts(expression);
        return parts.get(parts.size() - 1);
    }
}
