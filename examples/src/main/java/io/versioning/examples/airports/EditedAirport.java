package io.versioning.examples.airports;

import io.versioning.event.Actor;
import io.versioning.jpa.VersionedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The row of an airport as an entity: what editors edit of it. */
@Entity(name = "airport")
@Table(name = "airport")
class EditedAirport extends VersionedEntity {

    @Id
    private String iata = "";

    private String name = "";
    private String city = "";
    private double latitude;
    private double longitude;
    private int checks;

    @Column(name = "updated_by")
    private @Nullable String updatedBy;

    /** For the persistence provider. */
    protected EditedAirport() {}

    Seen seen() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("city", city);
        fields.put("latitude", latitude);
        fields.put("longitude", longitude);
        fields.put("checks", checks);
        return new Seen(iata, version(), fields, updatedBy);
    }

    void accept(Map<String, ?> changes) {
        changes.forEach((field, value) -> {
            switch (field) {
                case "name" -> name = (String) value;
                case "city" -> city = (String) value;
                case "latitude" -> latitude = (Double) value;
                case "longitude" -> longitude = (Double) value;
                case "checks" -> checks = (Integer) value;
                default -> throw new IllegalArgumentException(field + ": is not edited");
            }
        });
    }

    @PreUpdate
    void stamp() {
        updatedBy = MDC.get(Actor.DEFAULT_MDC_KEY);
    }
}
