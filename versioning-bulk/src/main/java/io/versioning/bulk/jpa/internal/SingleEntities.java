package io.versioning.bulk.jpa.internal;

import io.versioning.AttemptAbortedException;
import io.versioning.VersioningException;
import io.versioning.bulk.internal.Attendant;
import io.versioning.bulk.internal.NotWrittenException;
import io.versioning.jpa.internal.EntityTarget;
import io.versioning.jpa.internal.OwnedSessions;
import io.versioning.transaction.TransactionScope;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.util.List;
import org.hibernate.engine.spi.SessionImplementor;

/**
 * Writes entities one by one, each as a guarded single write with a context of its own, on the connection of the bulk: in a
 * transaction of its own, or in a part of the transaction that is undone if it fails. Not thread-safe.
 *
 * @param door the entities
 * @param scope the session of the bulk
 * @param wantsState whether a conflict has the current state
 * @param rows the changes, by position
 * @param <E> the type of the entities
 */
record SingleEntities<E>(EntityDoor<E> door, EntityScope scope, boolean wantsState, List<EntityRowSource> rows)
        implements Attendant.SingleWrite {

    @Override
    public long write(int position, TransactionScope transaction) {
        EntityRowSource row = rows.get(position);
        OneContext context = new OneContext(
                new Beside(scope.session()),
                transaction.joined() ? PartOfTransaction.of(transaction.connection()) : transaction.connection());
        try {
            return write(row, context, target(row, new OwnedSessions(context::open, transaction.joined())));
        } catch (AttemptAbortedException aborted) {
            if (transaction.joined()) {
                transaction.doom(aborted);
            }
            throw aborted;
        } catch (VersioningException outcome) {
            throw outcome;
        } catch (RuntimeException failedBeforeCommit) {
            throw new NotWrittenException(failedBeforeCommit);
        }
    }

    private EntityTarget<E> target(EntityRowSource row, OwnedSessions sessions) {
        EntityTarget<E> target = door.singly(sessions)
                .<E, EntityTarget<E>>expecting(door.type(), row.id(), begun -> begun)
                .expecting(row.expected());
        return wantsState ? target.wantingCurrentState() : target;
    }

    private long write(EntityRowSource row, OneContext context, EntityTarget<E> target) {
        return switch (row.action()) {
            case DELETE -> {
                target.delete();
                yield row.expected();
            }
            case TOUCH, UPDATE -> {
                E unused = target.update(entity -> set(row, entity, context));
                yield row.expected() + 1;
            }
        };
    }

    private void set(EntityRowSource row, Object entity, OneContext context) {
        for (EntityRowSource.Assigned set : row.settings()) {
            set.attribute().setIn(entity, MappedAttribute.resolved(set.value(), context.session()));
        }
    }

    /** Opens sessions on one connection, one after the other. */
    private static final class OneContext {
        private final Beside beside;
        private final Connection connection;
        private SessionImplementor current;

        OneContext(Beside beside, Connection connection) {
            this.beside = beside;
            this.connection = connection;
            this.current = beside.session();
        }

        EntityManager open() {
            current = beside.on(connection);
            return current;
        }

        SessionImplementor session() {
            return current;
        }
    }
}
