package io.versioning.internal.sql;

import java.lang.reflect.InvocationTargetException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the name of a violated constraint, or of the column that takes no null, in what a driver threw, without depending
 * on the driver.
 */
final class ConstraintName {

    /** H2 quotes {@code "PUBLIC.INDEX_1 ON PUBLIC.T(...) ..."} for a key, {@code "CONSTRAINT_1: ..."} for the others. */
    private static final Pattern H2_NAME = Pattern.compile("violation: \"(?:[^\".: ]+\\.)?([^\".: ]+)(?: ON |: )");

    private static final Pattern H2_COLUMN = Pattern.compile("^NULL not allowed for column \"([^\"]+)\"");

    private ConstraintName() {}

    static Optional<String> in(SQLException cause) {
        return told(cause, "getConstraint", H2_NAME);
    }

    static Optional<String> columnIn(SQLException cause) {
        return told(cause, "getColumn", H2_COLUMN);
    }

    private static Optional<String> told(SQLException cause, String getter, Pattern pattern) {
        Optional<String> told = fromPostgres(cause, getter);
        return told.isPresent() ? told : fromH2(cause.getMessage(), pattern);
    }

    /** pgjdbc: {@code PSQLException.getServerErrorMessage()}. */
    private static Optional<String> fromPostgres(SQLException cause, String getter) {
        try {
            Object message = cause.getClass().getMethod("getServerErrorMessage").invoke(cause);
            return message == null
                    ? Optional.empty()
                    : Optional.ofNullable(
                            (String) message.getClass().getMethod(getter).invoke(message));
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException otherDriver) {
            return Optional.empty();
        }
    }

    private static Optional<String> fromH2(@Nullable String message, Pattern pattern) {
        Matcher name = pattern.matcher(message == null ? "" : message);
        return name.find() ? Optional.of(name.group(1)) : Optional.empty();
    }
}
