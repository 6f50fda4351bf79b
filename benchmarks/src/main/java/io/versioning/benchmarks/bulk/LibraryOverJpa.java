package io.versioning.benchmarks.bulk;

import com.zaxxer.hikari.HikariDataSource;
import io.versioning.bulk.jpa.BulkEntities;
import io.versioning.bulk.jpa.JpaBulkVersioning;
import java.util.List;
import org.hibernate.SessionFactory;

/** The library over JPA. */
final class LibraryOverJpa implements WayOfWriting {

    private final HikariDataSource pool;
    private final SessionFactory factory;
    private final BulkEntities<Assignment> entities;

    LibraryOverJpa(Database database) {
        pool = database.pool();
        factory = Assignments.over(pool);
        entities = JpaBulkVersioning.over(factory).entities(Assignment.class).withCurrentState();
    }

    @Override
    public Way way() {
        return Way.LIBRARY_JPA;
    }

    @Override
    public Answer apply(List<Change> changes) {
        return Verdicts.of(
                entities.apply(
                                changes,
                                change -> entities.update(change.id())
                                        .expecting(change.expected())
                                        .set("allocation", change.allocation())
                                        .set("note", change.note()))
                        .rows(),
                Assignment.class,
                Assignment::state);
    }

    @Override
    public void close() {
        factory.close();
        pool.close();
    }
}
