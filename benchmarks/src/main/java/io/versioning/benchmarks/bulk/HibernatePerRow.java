package io.versioning.benchmarks.bulk;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** What most applications do: a session and a transaction for each row, which is found, compared, changed and committed. */
final class HibernatePerRow implements WayOfWriting {

    private final HikariDataSource pool;
    private final SessionFactory factory;

    HibernatePerRow(Database database) {
        pool = database.pool();
        factory = Assignments.over(pool);
    }

    @Override
    public Way way() {
        return Way.HIBERNATE;
    }

    @Override
    public Answer apply(List<Change> changes) {
        return Answer.of(changes.stream()
                .map(change -> factory.fromTransaction(session -> write(session, change)))
                .map(Written::verdict)
                .toArray(Verdict[]::new));
    }

    /** A row after its transaction: only then does an entity hold the version that was committed. */
    private record Written(Change change, Assignment row) {
        Verdict verdict() {
            return row.version() == change.expected() + 1
                    ? new Verdict.Written(row.version())
                    : new Verdict.Stale(row.version(), row.state());
        }
    }

    private static Written write(Session session, Change change) {
        Assignment row = session.find(Assignment.class, change.id());
        if (row.version() == change.expected()) {
            row.become(change);
        }
        return new Written(change, row);
    }

    @Override
    public void close() {
        factory.close();
        pool.close();
    }
}
