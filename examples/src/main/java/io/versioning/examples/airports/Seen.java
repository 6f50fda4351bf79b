package io.versioning.examples.airports;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An airport as an editor sees it.
 *
 * @param fields what may be edited, by the names of the columns
 * @param updatedBy who wrote it last; null for nobody
 */
record Seen(
        String iata,
        long version,
        Map<String, ?> fields,
        @Nullable String updatedBy) {

    <T> T get(String field, Class<T> type) {
        return type.cast(Objects.requireNonNull(fields.get(field), field));
    }
}
