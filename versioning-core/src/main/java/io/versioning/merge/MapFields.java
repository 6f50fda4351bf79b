package io.versioning.merge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries of a map as fields. */
final class MapFields implements Fields<Map<String, ?>> {

    @Override
    public Map<String, @Nullable Object> read(Map<String, ?> state) {
        return Detached.copy("state", state);
    }

    @Override
    public Map<String, ?> with(Map<String, ?> state, Map<String, ?> changes) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(read(state));
        Map<String, @Nullable Object> detached = Detached.copy("changes", changes);
        FieldNames.requireKnown("changes", detached.keySet(), copy.keySet());
        copy.putAll(detached);
        return Collections.unmodifiableMap(copy);
    }

    @Override
    public String toString() {
        return "fields of a map";
    }
}
