package io.versioning.bulk.validation;

import io.versioning.bulk.RowValidator;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Objects;

/**
 * Judges updates by the constraints of Jakarta Validation that are on their classes.
 *
 * <pre>{@code
 * flights.validatedBy(BeanValidation.by(validator)).apply(feed, ...)
 * }</pre>
 *
 * <p>As thread-safe as the validator, which is thread-safe (Jakarta Validation 3.0, section 6.1.1).
 */
public final class BeanValidation implements RowValidator {

    private final Validator validator;
    private final Class<?>[] groups;

    private BeanValidation(Validator validator, Class<?>[] groups) {
        this.validator = validator;
        this.groups = groups;
    }

    /**
     * Judges by a validator.
     *
     * @param validator the validator
     * @param groups the groups of constraints; none for the default group
     * @return what judges
     */
    public static BeanValidation by(Validator validator, Class<?>... groups) {
        return new BeanValidation(Objects.requireNonNull(validator, "validator"), groups.clone());
    }

    /**
     * Judges an update.
     *
     * @param update the update
     * @return for each violation the path of the property and the constraint's message, in the order of the text; a message
     *     that quotes the value quotes it here too
     */
    @Override
    public List<String> violations(Object update) {
        return validator.validate(update, groups).stream()
                .map(BeanValidation::words)
                .sorted()
                .toList();
    }

    private static String words(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        return path.isEmpty() ? violation.getMessage() : path + ": " + violation.getMessage();
    }
}
