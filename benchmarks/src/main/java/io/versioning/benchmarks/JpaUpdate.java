package io.versioning.benchmarks;

import io.versioning.jpa.JpaVersioning;
import jakarta.persistence.EntityManager;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One guarded update of an entity in a transaction of the application's, against find, set and commit. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls open first
public class JpaUpdate {

    private SessionFactory factory;

    /** Makes what an application would make once. */
    @Setup
    public void open(OneRow row) {
        Configuration configuration = new Configuration().addAnnotatedClass(Account.class);
        configuration.setProperty("hibernate.globally_quoted_identifiers", "true");
        configuration
                .getProperties()
                .put("hibernate.connection.datasource", row.database().pool());
        factory = configuration.buildSessionFactory();
    }

    /** Closes it. */
    @TearDown
    public void close() {
        factory.close();
    }

    /** By hand. */
    @Benchmark
    public long bare(OneRow row) {
        return byHand(row);
    }

    /** The same once more: what differs here is noise. */
    @Benchmark
    public long bareAgain(OneRow row) {
        return byHand(row);
    }

    private long byHand(OneRow row) {
        return inTransaction(row, em -> {
            Account account = em.find(Account.class, 1L);
            account.deposit(1);
            return account;
        });
    }

    /** Through the library. */
    @Benchmark
    public long library(OneRow row) {
        return inTransaction(
                row,
                em -> JpaVersioning.over(em)
                        .update(Account.class, 1L)
                        .expecting(row.version())
                        .apply(account -> account.deposit(1)));
    }

    private long inTransaction(OneRow row, Function<EntityManager, Account> work) {
        EntityManager em = factory.createEntityManager();
        try {
            em.getTransaction().begin();
            Account account = work.apply(em);
            em.getTransaction().commit();
            return row.written(account.version());
        } finally {
            em.close();
        }
    }
}
