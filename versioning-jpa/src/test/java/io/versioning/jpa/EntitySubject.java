package io.versioning.jpa;

import io.versioning.event.ConflictListener;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.OpenTransaction;
import io.versioning.testkit.Subject;
import io.versioning.testkit.fixture.DatabaseKind;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** An entity, written through the library. */
final class EntitySubject<ID, E> implements Subject<ID, AccountState> {

    private final EntityMapping<ID, E> mapping;
    private final Route route = new Route();
    private EntityManagerFactory unit;

    EntitySubject(EntityMapping<ID, E> mapping) {
        this.mapping = mapping;
    }

    @Override
    public List<String> schema(DatabaseKind kind) {
        return mapping.schema(kind);
    }

    @Override
    public Storage storage() {
        return mapping.storage();
    }

    @Override
    public String entity() {
        return mapping.type().getSimpleName();
    }

    @Override
    public ID id(int number) {
        return mapping.id(number);
    }

    @Override
    public List<Object> key(ID id) {
        return mapping.key(id);
    }

    @Override
    public AccountState state(int number) {
        return AccountState.numbered(number);
    }

    @Override
    public Optional<AccountState> refusedState() {
        return Optional.of(AccountState.refused());
    }

    @Override
    public GuardedRows<ID, AccountState> owning(DataSource dataSource, ConflictListener listener) {
        EntityManagerFactory factory = unit(dataSource);
        return routed(dataSource, new EntityRows<>(JpaVersioning.over(factory).withListeners(listener), mapping));
    }

    @Override
    public OpenTransaction<ID, AccountState> begin(DataSource dataSource, ConflictListener listener) {
        EntityManager em = unit(dataSource).createEntityManager();
        route.through(dataSource, () -> {
            em.getTransaction().begin();
            return true;
        });
        return new EntityManagerTransaction<>(
                em, new EntityRows<>(JpaVersioning.over(em).withListeners(listener), mapping));
    }

    private synchronized EntityManagerFactory unit(DataSource dataSource) {
        if (unit == null) {
            unit = route.through(dataSource, () -> mapping.unit(route));
        }
        return unit;
    }

    /** The same rows, whose connections come from a data source. */
    @SuppressWarnings("unchecked")
    private GuardedRows<ID, AccountState> routed(DataSource dataSource, GuardedRows<ID, AccountState> rows) {
        return (GuardedRows<ID, AccountState>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {GuardedRows.class}, (proxy, method, arguments) -> {
                    try {
                        return route.through(dataSource, () -> {
                            try {
                                return method.invoke(rows, arguments);
                            } catch (IllegalAccessException | InvocationTargetException e) {
                                throw new Thrown(e.getCause());
                            }
                        });
                    } catch (Thrown thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Thrown(Throwable cause) {
            super(cause);
        }
    }
}
