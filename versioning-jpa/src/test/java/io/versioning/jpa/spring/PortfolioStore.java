package io.versioning.jpa.spring;

import io.versioning.jpa.JpaVersioning;
import jakarta.annotation.PostConstruct;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** A repository written by hand, whose exceptions Spring translates; its entity manager is injected by annotation. */
@Repository
public class PortfolioStore {

    @PersistenceContext
    private EntityManager em;

    private JpaVersioning versioning;

    @PostConstruct
    void start() {
        versioning = JpaVersioning.over(em);
    }

    @Transactional
    public Portfolio rename(long id, long version, String name) {
        return versioning.update(Portfolio.class, id).expecting(version).apply(portfolio -> portfolio.rename(name));
    }

    public Portfolio renameWithoutTransaction(long id, long version, String name) {
        return versioning.update(Portfolio.class, id).expecting(version).apply(portfolio -> portfolio.rename(name));
    }
}
