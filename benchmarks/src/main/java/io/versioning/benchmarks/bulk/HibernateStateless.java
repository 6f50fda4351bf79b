package io.versioning.benchmarks.bulk;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/** A Hibernate {@code StatelessSession} that gets, compares and updates each row; all rows of a call in one transaction. */
final class HibernateStateless implements WayOfWriting {

    private final HikariDataSource pool;
    private final SessionFactory factory;

    HibernateStateless(Database database) {
        pool = database.pool();
        factory = Assignments.over(pool);
    }

    @Override
    public Way way() {
        return Way.STATELESS;
    }

    @Override
    public Answer apply(List<Change> changes) {
        return Answer.of(factory.fromStatelessTransaction(session ->
                changes.stream().map(change -> write(session, change)).toArray(Verdict[]::new)));
    }

    private static Verdict write(StatelessSession session, Change change) {
        Assignment row = (Assignment) session.get(Assignment.class, change.id());
        if (row.version() != change.expected()) {
            return new Verdict.Stale(row.version(), row.state());
        }
        row.become(change);
        session.update(row);
        return new Verdict.Written(row.version());
    }

    @Override
    public void close() {
        factory.close();
        pool.close();
    }
}
