package io.versioning.examples;

import io.versioning.ConflictException;
import io.versioning.Conflicts;
import io.versioning.examples.spring.SpringTransactionSource;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jpa.JpaVersioning;
import io.versioning.jpa.VersionedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;

/** Guarded writes in an application on Spring: in its transactions, through its repositories, and beside them. */
public final class SpringInFiveMinutes {

    /** A row that two people edit. */
    @Entity(name = "Airport")
    static class Airport extends VersionedEntity {
        @Id
        String iata;

        String name;

        protected Airport() {}

        Airport(String iata, String name) {
            this.iata = iata;
            this.name = name;
        }

        void rename(String to) {
            name = to;
        }
    }

    /** The repository of the application. */
    interface Airports extends JpaRepository<Airport, String> {}

    // tag::service[]
    @Service
    static class AirportService {
        private final JpaVersioning versioning;

        AirportService(EntityManager em) {
            versioning = JpaVersioning.over(em);
        }

        @Transactional
        public Airport rename(String iata, long version, String name) {
            return versioning.update(Airport.class, iata).expecting(version).apply(airport -> airport.rename(name));
        }
    }
    // end::service[]

    /** Code that goes on writing through its repository. */
    @Service
    static class FormService {
        private final JpaVersioning versioning;
        private final Airports airports;

        FormService(EntityManager em, Airports airports) {
            this.versioning = JpaVersioning.over(em);
            this.airports = airports;
        }

        // tag::guarding[]
        @Transactional
        public Airport save(Airport form) {
            return versioning.guarding(() -> airports.save(form)); // and flushes
        }
        // end::guarding[]
    }

    /** Code that writes with SQL, in the same transactions. */
    @Service
    static class VisitService {
        // tag::jdbc[]
        private final GuardedTable airports;

        VisitService(DataSource dataSource) {
            airports =
                    JdbcVersioning.over(new SpringTransactionSource(dataSource)).table("airport", "iata");
        }

        @Transactional
        public long correct(String iata, long version, String name) {
            return airports.update(iata).expecting(version).set("name", name).apply();
        }
        // end::jdbc[]
    }

    /** What Spring Boot would set up by itself. */
    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    @EnableJpaRepositories(considerNestedRepositories = true)
    @Import({AirportService.class, FormService.class, VisitService.class})
    static class Application {

        @Bean(destroyMethod = "dispose")
        JdbcConnectionPool dataSource() {
            return JdbcConnectionPool.create("jdbc:h2:mem:spring-five-minutes", "sa", "");
        }

        @Bean
        LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
            HibernateJpaVendorAdapter hibernate = new HibernateJpaVendorAdapter();
            hibernate.setGenerateDdl(true);
            LocalContainerEntityManagerFactoryBean unit = new LocalContainerEntityManagerFactoryBean();
            unit.setDataSource(dataSource);
            unit.setJpaVendorAdapter(hibernate);
            unit.setManagedTypes(PersistenceManagedTypes.of(Airport.class.getName()));
            return unit;
        }

        @Bean
        JpaTransactionManager transactionManager(EntityManagerFactory unit) {
            return new JpaTransactionManager(unit);
        }
    }

    private SpringInFiveMinutes() {}

    public static void main(String[] args) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Application.class)) {
            Airports airports = context.getBean(Airports.class);
            long version = airports.save(new Airport("ORD", "O'Hare")).version();
            race(context.getBean(AirportService.class), version);
            saveForms(airports, context.getBean(FormService.class));
            System.out.println(
                    "corrected, version " + context.getBean(VisitService.class).correct("ORD", 3, "Chicago O'Hare"));
        }
    }

    private static void race(AirportService service, long version) {
        System.out.println("renamed, version "
                + service.rename("ORD", version, "Chicago O'Hare").version());
        try {
            service.rename("ORD", version, "Orchard Field");
        } catch (ConflictException e) {
            System.out.println(e.getMessage());
        }
    }

    private static void saveForms(Airports airports, FormService forms) {
        Airport adas = airports.findById("ORD").orElseThrow();
        Airport bobs = airports.findById("ORD").orElseThrow();
        adas.rename("O'Hare International");
        bobs.rename("Orchard Field");
        System.out.println("saved, version " + forms.save(adas).version());
        try {
            forms.save(bobs);
        } catch (ConflictException e) {
            System.out.println(e.getMessage());
        }
        // tag::old-handler[]
        try {
            airports.save(bobs);
        } catch (ObjectOptimisticLockingFailureException e) {
            System.out.println(Conflicts.from(e).orElseThrow()); // Airport ORD: expected version 2, found 3
        }
        // end::old-handler[]
    }
}
