package io.versioning.internal.sql;

import java.lang.reflect.InvocationTargetException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the name of a violated constraint in what a driver threw, without depending on the driver. */
final class ConstraintName {

    /** H2 quotes {@code "PUBLIC.INDEX_1 ON PUBLIC.T(...) ..."} for a key, {@code "CONSTRAINT_1: ..."} for the others. */
    private static final Pattern H2_NAME = Pattern.compile("violation: \"(?:[^\".: ]+\\.)?([^\".: ]+)(?: ON |: )");

    private ConstraintName() {}

    static Optional<String> in(SQLException cause) {
        Optional<String> told = fromPostgres(cause);
        return told.isPresent() ? told : fromH2(cause.getMessage());
    }

    /** pgjdbc: {@code PSQLException.getServerErrorMessage().getConstraint()}. */
    private static Optional<String> fromPostgres(SQLException cause) {
        try {
            Object message = cause.getClass().getMethod("getServerErrorMessage").invoke(cause);
            return message == null
                    ? Optional.empty()
                    : Optional.ofNullable((String)
                            message.getClass().getMethod("getConstraint").invoke(message));
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException otherDriver) {
            return Optional.empty();
        }
    }

    private static Optional<String> fromH2(@Nullable String message) {
        Matcher name = H2_NAME.matcher(message == null ? "" : message);
        return name.find() ? Optional.of(name.group(1)) : Optional.empty();
    }
}
