package io.versioning.jpa;

import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.OpenTransaction;
import jakarta.persistence.EntityManager;

/** A transaction that is begun and ended on an entity manager. */
record EntityManagerTransaction<ID, S>(EntityManager em, GuardedRows<ID, S> rows) implements OpenTransaction<ID, S> {

    @Override
    public void commit() {
        em.getTransaction().commit();
    }

    @Override
    public void rollback() {
        em.getTransaction().rollback();
    }

    @Override
    public boolean endIsSeen() {
        return true;
    }

    @Override
    public void close() {
        if (em.getTransaction().isActive()) {
            em.getTransaction().rollback();
        }
        em.close();
    }
}
