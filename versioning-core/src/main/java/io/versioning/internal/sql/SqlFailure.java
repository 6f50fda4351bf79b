package io.versioning.internal.sql;

import io.versioning.DatabaseException;
import io.versioning.Refusal;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link SQLException} means for a write: the one place where SQLSTATEs are read.
 *
 * <p>Sources: ISO/IEC 9075-2 subclause 24.1; PostgreSQL manual, appendix A "PostgreSQL Error Codes"; H2's
 * {@code org.h2.api.ErrorCode}. Immutable and thread-safe.
 */
public final class SqlFailure {

    /** What a failure means. */
    public enum Kind {
        /** Another transaction holds the row: 55P03 (PostgreSQL), HYT00 (H2). The row's version is unknown. */
        BUSY("a lock time-out"),
        /** The transaction is lost with all that it had written: class 40, 25P02 for what follows on PostgreSQL, H2's victims. */
        ABORTED("a serialization failure, a deadlock or an earlier error"),
        /** The statement was cancelled: 57014. */
        CANCELLED("a cancellation or statement time-out"),
        /** A constraint does not hold: class 23, and 44 for a view's check option. */
        CONSTRAINT("a constraint"),
        /** A value does not fit: class 22, and 54 for one that is too large for an index. */
        DATA("a value that does not fit its column"),
        /** A trigger raised an error (class P0, 09, 38, one of its own, 90044) or a row policy refused the row (42501). */
        HELD_BACK("a trigger, a row policy or a missing privilege"),
        /** The transaction or database is read-only: 25006, and 90097 on H2. */
        READ_ONLY("a read-only transaction or database"),
        /** The connection is gone: class 08, 57P01 to 57P05, 25P03 and 25P04, H2's 90067, 90098 and 90121, or no SQLSTATE at all. */
        CONNECTION_LOST("a lost connection"),
        /** Anything else. */
        OTHER("an error");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** A null in a column that takes none. */
    private static final String NULL_NOT_ALLOWED = "23502";

    /** Connection failures that come before anything was sent: could not connect, not connected, rejected. */
    private static final Set<String> NEVER_CONNECTED = Set.of("08001", "08003", "08004");

    /** The classes of the standard, of PostgreSQL and of H2 that mean nothing else here; others are a trigger's own. */
    private static final Set<String> KNOWN_CLASSES = Set.of(
            "00", "01", "02", "03", "07", "0A", "0B", "0F", "0L", "0P", "0Z", "20", "21", "24", "25", "26", "27", "28",
            "2B", "2D", "2E", "2F", "34", "39", "3B", "3D", "3F", "42", "50", "53", "55", "57", "58", "72", "90", "F0",
            "HV", "HY", "XX");

    /** Classes in which a server or driver speaks of connections, itself and what it lacks, and not of values. */
    private static final Set<String> CLASSES_WITHOUT_DATA = Set.of("08", "28", "53", "90", "HY");

    /** States in which a server speaks of statements and locks. A trigger may raise any state, but hardly these. */
    private static final Set<String> STATES_WITHOUT_DATA = Set.of(
            "25001", "25006", "25P01", "25P02", "3D000", "3F000", "40P01", "42601", "42602", "42703", "42704", "42804",
            "42883", "42P01", "42S02", "42S03", "42S22", "55P03", "57014", "57P01", "57P02", "57P03", "57P04", "57P05");

    /** H2 was in trouble with itself: closed, out of memory, or unable to read or write its files. */
    private static final Set<String> H2_TROUBLE = Set.of("90007", "90028", "90030", "90031", "90108");

    /** H2's error code of what it did not expect; its SQLSTATE is HY000. */
    private static final int H2_GENERAL_ERROR = 50_000;

    private final SQLException cause;
    private final String state;
    private final Kind kind;

    private SqlFailure(SQLException cause, String state) {
        this.cause = cause;
        this.state = state;
        this.kind = isVictimOfH2(cause) ? Kind.ABORTED : kindOf(state);
    }

    /**
     * Reads a failure.
     *
     * @param cause what the driver threw
     * @return what it means
     */
    public static SqlFailure of(SQLException cause) {
        String state = cause.getSQLState();
        return new SqlFailure(cause, state == null ? "" : state);
    }

    /**
     * H2 marks the victim of a deadlock from another session; one that does not wait at that moment fails at its next
     * statement, with a general error (seen with 2.5.252).
     */
    private static boolean isVictimOfH2(SQLException cause) {
        return cause.getErrorCode() == H2_GENERAL_ERROR
                && cause.getCause() != null
                && String.valueOf(cause.getCause().getMessage()).contains("ROLLING_BACK");
    }

    private static Kind kindOf(String state) {
        return switch (state) {
            case "55P03", "HYT00" -> Kind.BUSY;
            case "25P02" -> Kind.ABORTED;
            case "57014" -> Kind.CANCELLED;
            case "42501", "90044" -> Kind.HELD_BACK;
            case "25006", "90097" -> Kind.READ_ONLY;
            case "25P03", "25P04", "90067", "90098", "90121" -> Kind.CONNECTION_LOST;
            default -> state.length() < 5 || state.startsWith("57P") ? Kind.CONNECTION_LOST : kindOfClass(state);
        };
    }

    private static Kind kindOfClass(String state) {
        String stateClass = state.substring(0, 2);
        return switch (stateClass) {
            case "08" -> Kind.CONNECTION_LOST;
            case "22", "54" -> Kind.DATA;
            case "23", "44" -> Kind.CONSTRAINT;
            case "40" -> Kind.ABORTED;
            case "09", "38", "P0" -> Kind.HELD_BACK;
            default -> KNOWN_CLASSES.contains(stateClass) ? Kind.OTHER : Kind.HELD_BACK;
        };
    }

    /**
     * Tells what the failure means.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the SQLSTATE.
     *
     * @return five characters, or fewer if the driver gave none
     */
    public String state() {
        return state;
    }

    /**
     * Tells whether the statement, or the COMMIT, certainly had no effect.
     *
     * <p>An error that a server answers with has undone the statement; and a server that could not be reached got none.
     * Not so where the answer is missing (class 08), the server was going down (57P01 and its like), was in trouble of
     * its own (50, 58, F0, XX, HY), or says itself that it does not know (40003).
     *
     * @return true if nothing was written; false if nobody can tell
     */
    public boolean isCertain() {
        if (NEVER_CONNECTED.contains(state)) {
            return true;
        }
        if (kind == Kind.CONNECTION_LOST || state.equals("40003") || H2_TROUBLE.contains(state)) {
            return false;
        }
        return switch (state.substring(0, 2)) {
            case "50", "58", "F0", "XX" -> false;
            case "HY" -> kind == Kind.BUSY;
            default -> true;
        };
    }

    /**
     * Tells whether the whole transaction is lost, so that going on in it would commit a torso.
     *
     * @return true for SQLSTATE class 40 and a lost connection
     */
    public boolean losesTransaction() {
        return kind == Kind.ABORTED || kind == Kind.CONNECTION_LOST;
    }

    /**
     * Describes the failure without any column data.
     *
     * @return words and SQLSTATE
     */
    public String description() {
        return state.isEmpty() ? "an error without an SQLSTATE" : kind.words + " (SQLSTATE " + state + ")";
    }

    /**
     * Returns a cause that can be logged: messages about values and constraints, and those of triggers, quote values, so
     * that their place is taken by an exception with the same SQLSTATE, vendor code and stack trace, and no such message.
     *
     * @return the driver's exception, or one without column data in its stead
     */
    public SQLException safeCause() {
        if (kind != Kind.HELD_BACK && isWithoutData()) {
            return cause;
        }
        SQLException safe = new SQLException(
                "The database's message is withheld, because it may quote column data: " + description(),
                state,
                cause.getErrorCode());
        safe.setStackTrace(cause.getStackTrace());
        return safe;
    }

    private boolean isWithoutData() {
        return STATES_WITHOUT_DATA.contains(state)
                || (state.length() == 5 && CLASSES_WITHOUT_DATA.contains(state.substring(0, 2)));
    }

    /**
     * Makes what a constraint that does not hold says of the values.
     *
     * @return the refusal, with the constraint's name or the column that takes no null, where the driver tells them
     */
    public Refusal refusedByConstraint() {
        return state.equals(NULL_NOT_ALLOWED)
                ? Refusal.notNull(ConstraintName.columnIn(cause).orElse(null), state)
                : Refusal.constraint(ConstraintName.in(cause).orElse(null), state);
    }

    /**
     * Makes the exception for a failure that says nothing about a row.
     *
     * @param what what failed
     * @return the exception
     */
    public DatabaseException toDatabaseException(String what) {
        @Nullable String known = state.isEmpty() ? null : state;
        return new DatabaseException(what + ": " + description(), known, safeCause());
    }
}
