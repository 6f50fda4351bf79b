package io.versioning.bulk.jpa.internal;

import io.versioning.jpa.internal.SessionScope;
import io.versioning.transaction.TransactionScope;
import io.versioning.transaction.TransactionSource;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.engine.spi.SessionImplementor;

/**
 * The transaction that an entity manager of the caller's is in.
 *
 * @param em the entity manager
 */
public record JoinedContext(EntityManager em) implements TransactionSource {

    @Override
    public TransactionScope open() throws SQLException {
        return new Joined(SessionScope.joining(em)
                .requireNotDoomed()
                .requireNotFlushing()
                .requireWritable()
                .requireTransaction());
    }

    private record Joined(SessionScope scope) implements EntityScope {

        @Override
        public SessionImplementor session() {
            return scope.session();
        }

        @Override
        public Connection connection() {
            return scope.connection();
        }

        @Override
        public boolean joined() {
            return true;
        }

        @Override
        public void doom(Throwable cause) {
            scope.doom(cause);
        }

        @Override
        public void close() {
            // the transaction goes on
        }
    }
}
