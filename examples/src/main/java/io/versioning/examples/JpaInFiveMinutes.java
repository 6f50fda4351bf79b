package io.versioning.examples;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.jpa.JpaVersioning;
import io.versioning.jpa.VersionedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import org.hibernate.cfg.Configuration;

/** Guarded writes of entities, in transactions of the library's own and in one of the application's. */
public final class JpaInFiveMinutes {

    // tag::entity[]
    @Entity(name = "Airport")
    static class Airport extends VersionedEntity {
        @Id
        String iata;

        String name;
        int visits;

        protected Airport() {}

        Airport(String iata, String name) {
            this.iata = iata;
            this.name = name;
        }

        void rename(String to) {
            name = to;
        }

        void visit() {
            visits++;
        }
    }
    // end::entity[]

    private JpaInFiveMinutes() {}

    public static void main(String[] args) {
        try (EntityManagerFactory factory = new Configuration()
                .addAnnotatedClass(Airport.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:jpa-five-minutes")
                .setProperty("hibernate.connection.pool_size", "2")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .buildSessionFactory()) {
            race(factory);
            inOneTransaction(factory);
            codeThatIsThere(factory);
        }
    }

    private static void race(EntityManagerFactory factory) {
        // tag::guarded-update[]
        JpaVersioning versioning = JpaVersioning.over(factory);
        Airport onBothForms = versioning.insert(new Airport("ORD", "O'Hare")); // version 1
        long version = onBothForms.version();
        versioning.update(Airport.class, "ORD").expecting(version).apply(a -> a.rename("Chicago O'Hare")); // 2
        // end::guarded-update[]
        // tag::conflict[]
        try {
            versioning
                    .update(Airport.class, "ORD")
                    .expecting(version)
                    .withCurrentState()
                    .apply(airport -> airport.rename("Orchard Field"));
        } catch (ConflictException e) {
            System.out.println(e.getMessage()); // Airport ORD: expected version 1, found 2
            Airport current = e.currentState(Airport.class).orElseThrow(); // detached
            System.out.println("  current   " + current.name);
        }
        // end::conflict[]
        // tag::save[]
        onBothForms.rename("Orchard Field");
        try {
            versioning.save(onBothForms); // as merge does, at the version that the object was read at
        } catch (ConflictException e) {
            System.out.println("not saved: " + e.conflict().kind());
        }
        // end::save[]
    }

    private static void inOneTransaction(EntityManagerFactory factory) {
        EntityManager em = factory.createEntityManager();
        try {
            // tag::transaction[]
            JpaVersioning versioning = JpaVersioning.over(em);
            em.getTransaction().begin();
            versioning.insert(new Airport("MDW", "Midway"));
            Airport airport =
                    versioning.update(Airport.class, "ORD").expecting(2).apply(a -> a.rename("O'Hare"));
            em.getTransaction().commit();
            System.out.println("committed at version " + airport.version()); // 3
            // end::transaction[]
        } finally {
            em.close();
        }
    }

    private static void codeThatIsThere(EntityManagerFactory factory) {
        EntityManager em = factory.createEntityManager();
        try {
            em.getTransaction().begin();
            Airport airport = em.find(Airport.class, "ORD");
            // tag::retrying[]
            JpaVersioning.over(factory).retrying(5).update(Airport.class, "ORD", Airport::visit);
            // end::retrying[]
            // tag::guarding[]
            try {
                JpaVersioning.over(em).guarding(() -> airport.rename("Chicago O'Hare")); // and flushes
            } catch (ConflictException e) {
                Conflict conflict = e.conflict();
                System.out.println(conflict); // Airport ORD: expected version 3, found 4
            }
            // end::guarding[]
            em.getTransaction().rollback();
        } finally {
            em.close();
        }
    }
}
