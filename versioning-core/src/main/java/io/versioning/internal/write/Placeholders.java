package io.versioning.internal.write;

/** Counts the place holders of an SQL expression as JDBC drivers do. */
public final class Placeholders {

    private Placeholders() {}

    /**
     * Counts the question marks that stand for a value: not those within quotes, and not the doubled ones with which
     * pgjdbc writes an operator.
     *
     * @param sql the expression
     * @return how many values it needs
     */
    public static int count(String sql) {
        int count = 0;
        char quote = 0;
        for (int at = 0; at < sql.length(); at++) {
            char unit = sql.charAt(at);
            if (quote != 0) {
                quote = unit == quote ? 0 : quote;
            } else if (unit == '\'' || unit == '"') {
                quote = unit;
            } else if (unit == '?' && at + 1 < sql.length() && sql.charAt(at + 1) == '?') {
                at++;
            } else if (unit == '?') {
                count++;
            }
        }
        return count;
    }
}
