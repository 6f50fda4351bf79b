package io.versioning.benchmarks.bulk;

import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** What makes sessions of Hibernate on the table. */
final class Assignments {

    private Assignments() {}

    static SessionFactory over(DataSource pool) {
        Configuration configuration = new Configuration().addAnnotatedClass(Assignment.class);
        configuration.getProperties().put("hibernate.connection.datasource", pool);
        return configuration.buildSessionFactory();
    }
}
