package io.versioning.examples;

import io.versioning.BulkUpdateResult;
import io.versioning.bulk.jpa.BulkEntities;
import io.versioning.bulk.jpa.EntityChange;
import io.versioning.bulk.jpa.JpaBulkVersioning;
import io.versioning.jpa.JpaVersioning;
import io.versioning.jpa.VersionedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import java.util.List;
import org.hibernate.cfg.Configuration;

/** Many guarded writes of entities, one outcome for each. */
public final class JpaBulkInFiveMinutes {

    @Entity(name = "Departure")
    static class Departure extends VersionedEntity {
        @Id
        Long id;

        String gate;

        protected Departure() {}

        Departure(long id, String gate) {
            this.id = id;
            this.gate = gate;
        }
    }

    private JpaBulkInFiveMinutes() {}

    public static void main(String[] args) {
        try (EntityManagerFactory factory = new Configuration()
                .addAnnotatedClass(Departure.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:jpa-bulk-five-minutes")
                .setProperty("hibernate.connection.pool_size", "2")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .buildSessionFactory()) {
            JpaVersioning versioning = JpaVersioning.over(factory);
            for (long id = 1; id <= 4; id++) {
                versioning.insert(new Departure(id, "A1"));
            }
            apply(factory, versioning.read(Departure.class, 3L).orElseThrow());
            inOneTransaction(factory);
        }
    }

    private static void apply(EntityManagerFactory factory, Departure detached) {
        // tag::apply[]
        BulkEntities<Departure> departures = JpaBulkVersioning.over(factory).entities(Departure.class);
        detached.gate = "C3";
        BulkUpdateResult<Object, EntityChange<Departure>> result = departures
                .withCurrentState()
                .apply(List.of(
                        departures.update(1).expecting(1).set("gate", "B7"), // or Departure_.gate
                        departures.update(2).expecting(7).set("gate", "B8"),
                        departures.of(detached), // as it is now, at the version that it was read at
                        departures.delete(99).expecting(1)));
        result.rows().forEach(row -> System.out.println("departure " + row.id() + ": " + row.outcome()));
        // end::apply[]
    }

    private static void inOneTransaction(EntityManagerFactory factory) {
        EntityManager em = factory.createEntityManager();
        try {
            // tag::transaction[]
            em.getTransaction().begin();
            BulkEntities<Departure> departures = JpaBulkVersioning.over(em).entities(Departure.class);
            BulkUpdateResult<Object, EntityChange<Departure>> result = departures.apply(List.of(
                    departures.touch(4).expecting(1), departures.delete(3).expecting(2)));
            em.getTransaction().commit();
            // end::transaction[]
            System.out.println(result.counts());
        } finally {
            em.close();
        }
    }
}
