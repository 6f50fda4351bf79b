package io.versioning.jpa.spring;

import io.versioning.ConflictException;
import io.versioning.jpa.JpaVersioning;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A service: one object for all threads, on the entity manager that Spring shares among them. */
public class PortfolioService {

    private final JpaVersioning versioning;

    PortfolioService(EntityManager em) {
        versioning = JpaVersioning.over(em);
    }

    JpaVersioning versioning() {
        return versioning;
    }

    @Transactional
    public Portfolio rename(long id, long version, String name) {
        return versioning.update(Portfolio.class, id).expecting(version).apply(portfolio -> portfolio.rename(name));
    }

    public Portfolio renameWithoutTransaction(long id, long version, String name) {
        return versioning.update(Portfolio.class, id).expecting(version).apply(portfolio -> portfolio.rename(name));
    }

    @Transactional
    public <T> T call(Supplier<T> work) {
        return work.get();
    }

    @Transactional(rollbackFor = IOException.class)
    public <T> T callRollingBackForIo(Callable<T> work) throws Exception {
        return work.call();
    }

    @Transactional
    public <T> T callWithDefaultRules(Callable<T> work) throws Exception {
        return work.call();
    }

    @Transactional(noRollbackFor = ConflictException.class)
    public <T> T callMindingNoConflict(Supplier<T> work) {
        return work.get();
    }

    @Transactional(readOnly = true)
    public <T> T callReading(Supplier<T> work) {
        return work.get();
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public <T> T callAnew(Supplier<T> work) {
        return work.get();
    }

    @Transactional(propagation = Propagation.NESTED)
    public <T> T callNested(Supplier<T> work) {
        return work.get();
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public <T> T callWithOrWithout(Supplier<T> work) {
        return work.get();
    }

    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public <T> T callOutside(Supplier<T> work) {
        return work.get();
    }
}
