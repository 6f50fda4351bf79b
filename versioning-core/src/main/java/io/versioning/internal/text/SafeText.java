package io.versioning.internal.text;

/**
 * Renders ids, entity names and actors for messages and logs: at most {@value #LIMIT} characters, with nothing in it
 * that could break a line, hide text or turn its direction.
 *
 * <p>Control and format characters, line and paragraph separators, lone surrogates and the backslash itself are written
 * as Java escapes. Text that is longer than the limit is cut, never within an escape, and ends in an ellipsis.
 * Thread-safe: it has no state.
 */
public final class SafeText {

    /** The most characters that {@link #of} returns. */
    public static final int LIMIT = 64;

    private static final String ELLIPSIS = "…";

    private SafeText() {}

    /**
     * Returns the safe text of a value.
     *
     * @param value the id, name or actor; its {@code toString()} is called
     * @return at most {@value #LIMIT} characters
     */
    public static String of(Object value) {
        String raw = String.valueOf(value);
        StringBuilder safe = new StringBuilder(Math.min(raw.length(), LIMIT) + ELLIPSIS.length());
        int end = 0;
        for (int at = 0; at < raw.length(); at += Character.charCount(raw.codePointAt(at))) {
            append(safe, raw.codePointAt(at));
            if (safe.length() > LIMIT) {
                safe.setLength(end);
                return safe.append(ELLIPSIS).toString();
            }
            if (safe.length() <= LIMIT - ELLIPSIS.length()) {
                end = safe.length();
            }
        }
        return safe.toString();
    }

    private static void append(StringBuilder safe, int codePoint) {
        switch (codePoint) {
            case '\\' -> safe.append("\\\\");
            case '\n' -> safe.append("\\n");
            case '\r' -> safe.append("\\r");
            case '\t' -> safe.append("\\t");
            default -> {
                if (isPlain(codePoint)) {
                    safe.appendCodePoint(codePoint);
                } else {
                    for (char unit : Character.toChars(codePoint)) {
                        safe.append(String.format("\\u%04x", (int) unit));
                    }
                }
            }
        }
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
