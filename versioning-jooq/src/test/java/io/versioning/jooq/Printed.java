package io.versioning.jooq;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;

/** What a log would hold of an exception. */
final class Printed {

    private Printed() {}

    /** The stack trace with all causes and suppressed ones, and what is chained to exceptions of the driver's. */
    static String everything(Throwable thrown) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        thrown.printStackTrace(out);
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException first) {
                for (SQLException next = first.getNextException(); next != null; next = next.getNextException()) {
                    next.printStackTrace(out);
                }
            }
        }
        return text.toString();
    }
}
