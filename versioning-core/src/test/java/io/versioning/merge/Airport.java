package io.versioning.merge;

/** A record as an application would have it: id and version among its components, and a check of its own. */
record Airport(String code, String name, String city, double latitude, double longitude, int elevation, long version) {

    Airport {
        if (Math.abs(latitude) > 90) {
            throw new IllegalArgumentException("latitude is out of range");
        }
    }

    static Airport oulu() {
        return new Airport("OUL", "Oulu", "Oulu", 64.93, 25.35, 14, 5);
    }

    static Fields<Airport> fields() {
        return Fields.ofRecord(Airport.class).ignoring("code", "version");
    }

    Airport renamed(String name) {
        return new Airport(code, name, city, latitude, longitude, elevation, version);
    }

    Airport in(String city) {
        return new Airport(code, name, city, latitude, longitude, elevation, version);
    }

    Airport at(double latitude, double longitude) {
        return new Airport(code, name, city, latitude, longitude, elevation, version);
    }

    Airport raisedTo(int elevation) {
        return new Airport(code, name, city, latitude, longitude, elevation, version);
    }

    Airport atVersion(long version) {
        return new Airport(code, name, city, latitude, longitude, elevation, version);
    }
}
