package io.versioning.examples.docs;

import io.versioning.ConflictException;
import io.versioning.jpa.JpaVersioning;
import io.versioning.jpa.VersionedEntity;
import io.versioning.merge.Fields;
import io.versioning.merge.ThreeWayMerge;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import org.hibernate.cfg.Configuration;

/** Joins the edits of two people to one entity, by way of the record that a form is made of. */
public final class MergingEntities {

    // tag::form[]
    record AirportForm(String name, String city) {}

    private static final ThreeWayMerge<AirportForm> MERGE = ThreeWayMerge.of(Fields.ofRecord(AirportForm.class));
    // end::form[]

    @Entity(name = "Airport")
    static class Airport extends VersionedEntity {
        @Id
        String iata;

        String name;
        String city;

        protected Airport() {}

        Airport(String iata, AirportForm form) {
            this.iata = iata;
            accept(form);
        }

        final void accept(AirportForm form) {
            name = form.name();
            city = form.city();
        }

        AirportForm form() {
            return new AirportForm(name, city);
        }
    }

    private MergingEntities() {}

    public static void main(String[] args) {
        try (EntityManagerFactory factory = new Configuration()
                .addAnnotatedClass(Airport.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:merging-entities")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .buildSessionFactory()) {
            JpaVersioning versioning = JpaVersioning.over(factory);
            Airport seen = versioning.insert(new Airport("ORD", new AirportForm("O'Hare", "Chicago")));
            AirportForm base = seen.form();
            versioning
                    .update(Airport.class, "ORD")
                    .expecting(seen)
                    .apply(airport -> airport.accept(new AirportForm("O'Hare", "Chicago, Illinois")));

            System.out.println(save(versioning, seen, base, new AirportForm("Chicago O'Hare", "Chicago")));
            System.out.println(
                    versioning.read(Airport.class, "ORD").orElseThrow().form());
            System.out.println(save(versioning, seen, base, new AirportForm("Orchard Field", "Chicago")));
        }
    }

    // tag::save[]
    static String save(JpaVersioning versioning, Airport seen, AirportForm base, AirportForm attempted) {
        try {
            Airport saved = versioning
                    .update(Airport.class, seen.iata)
                    .expecting(seen)
                    .withCurrentState()
                    .apply(airport -> airport.accept(attempted));
            return "written at version " + saved.version();
        } catch (ConflictException e) {
            return e.currentState(Airport.class)
                    .map(current -> MERGE.merge(base, attempted, current.form())
                            .fold(
                                    merged -> save(versioning, current, current.form(), merged.state()),
                                    clashed -> "for a person to decide: " + clashed.clashes()))
                    .orElse("somebody has deleted it");
        }
    }
    // end::save[]
}
