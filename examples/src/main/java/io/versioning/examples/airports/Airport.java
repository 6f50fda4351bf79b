package io.versioning.examples.airports;

import java.util.LinkedHashMap;
import java.util.Map;

/** An airport as it comes from a file: it has no version before it is a row. */
public record Airport(
        String iata, String name, String city, String state, String country, double latitude, double longitude) {

    /** The values of all columns but the id, by the names of the columns. */
    public Map<String, Object> columns() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("name", name);
        columns.put("city", city);
        columns.put("state", state);
        columns.put("country", country);
        columns.put("latitude", latitude);
        columns.put("longitude", longitude);
        return columns;
    }
}
