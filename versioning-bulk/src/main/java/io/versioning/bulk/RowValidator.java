package io.versioning.bulk;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Tells what is wrong with an update before anything is written. One with which something is wrong is
 * {@linkplain io.versioning.Refusal#INVALID refused}, and the others are written without it.
 *
 * <p>For beans with constraints of Jakarta Validation there is {@link io.versioning.bulk.validation.BeanValidation}.
 */
@FunctionalInterface
public interface RowValidator {

    /**
     * Judges an update.
     *
     * @param update what went into the bulk: the caller's object, or the change if there is none
     * @return what is wrong with it, in words that may be shown to those who sent it; empty if nothing is
     */
    List<String> violations(Object update);

    /**
     * A validator for updates of one type, which has nothing to say of others.
     *
     * @param type the type
     * @param violations tells what is wrong with one
     * @param <T> the type
     * @return the validator
     */
    static <T> RowValidator of(Class<T> type, Function<? super T, ? extends List<String>> violations) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(violations, "violations");
        return update -> type.isInstance(update) ? violations.apply(type.cast(update)) : List.of();
    }
}
