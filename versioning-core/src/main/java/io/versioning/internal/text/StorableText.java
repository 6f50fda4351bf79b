package io.versioning.internal.text;

import java.util.function.Supplier;

/** Refuses text that a database would garble. */
public final class StorableText {

    private StorableText() {}

    /**
     * Requires that text is stored as it is. A lone surrogate has no UTF-8 form and reaches PostgreSQL as a question mark,
     * which in an id names another row; U+0000 can't be stored in PostgreSQL's text.
     *
     * @param text the text
     * @param where tells whose text it is, for the message: {@code column name}
     * @return the text
     * @throws IllegalArgumentException if no database stores it as it is; it names the place and no text
     */
    public static String require(String text, Supplier<String> where) {
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (unit != 0 && unit < Character.MIN_SURROGATE) {
                continue; // nearly all of them
            }
            if (unit == 0) {
                throw unstorable(where.get(), at, "U+0000, which PostgreSQL can't store");
            }
            if (Character.isHighSurrogate(unit)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1))) {
                at++;
            } else if (Character.isSurrogate(unit)) {
                throw unstorable(where.get(), at, "a lone surrogate, which has no UTF-8 form");
            }
        }
        return text;
    }

    private static IllegalArgumentException unstorable(String where, int index, String what) {
        return new IllegalArgumentException("value: the text for " + where + " holds at index " + index + " " + what);
    }
}
