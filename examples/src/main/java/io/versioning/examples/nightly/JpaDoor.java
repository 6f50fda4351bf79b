package io.versioning.examples.nightly;

import io.versioning.bulk.BulkStream;
import io.versioning.bulk.jpa.BulkEntities;
import io.versioning.bulk.jpa.EntityChange;
import io.versioning.bulk.jpa.JpaBulkVersioning;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.cfg.Configuration;

/**
 * The feed over JPA.
 *
 * @param factory of the entities
 * @param flights the bulk
 */
record JpaDoor(EntityManagerFactory factory, BulkEntities<ScheduledFlight> flights) implements Writing {

    /** What of a flight the feed may change. */
    @Entity(name = "flight")
    static class ScheduledFlight {
        @Id
        Long id;

        String destination;
        LocalDateTime departure;
        String gate;
        String status;
        Integer seats;

        @Column(name = "updated_by")
        String updatedBy;

        @Version
        Long version;
    }

    static Writing over(DataSource dataSource) {
        Configuration configuration = new Configuration().addAnnotatedClass(ScheduledFlight.class);
        configuration.getProperties().put("jakarta.persistence.nonJtaDataSource", dataSource);
        EntityManagerFactory factory = configuration.buildSessionFactory();
        // tag::jpa[]
        BulkEntities<ScheduledFlight> flights = Writing.careful(
                JpaBulkVersioning.over(factory).withoutListeners().entities(ScheduledFlight.class));
        // end::jpa[]
        return new JpaDoor(factory, flights);
    }

    @Override
    public BulkStream<FeedLine> stream(Iterator<FeedLine> feed) {
        return flights.stream(feed, this::change);
    }

    // tag::jpa-change[]
    private EntityChange<ScheduledFlight> change(FeedLine line) {
        EntityChange<ScheduledFlight> change =
                flights.update(line.seen().id()).expecting(line.seen()).set("updatedBy", NightlyFeed.ACTOR);
        for (Map.Entry<String, ?> wish : line.changes().entrySet()) {
            change = change.set(wish.getKey(), wish.getValue());
        }
        return change;
    }
    // end::jpa-change[]

    @Override
    public void close() {
        factory.close();
    }
}
