package io.versioning.jpa.spring;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.annotation.PersistenceExceptionTranslationPostProcessor;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** An application as it is set up with Spring and Spring Data; its data source comes from the test. */
@Configuration(proxyBeanMethods = false)
@EnableTransactionManagement(proxyTargetClass = true)
@EnableJpaRepositories(considerNestedRepositories = true)
class Application {

    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
        LocalContainerEntityManagerFactoryBean unit = new LocalContainerEntityManagerFactoryBean();
        unit.setDataSource(dataSource);
        unit.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        unit.setPackagesToScan("io.versioning.jpa.spring");
        return unit;
    }

    @Bean
    JpaTransactionManager transactionManager(EntityManagerFactory unit) {
        return new JpaTransactionManager(unit);
    }

    @Bean
    static PersistenceExceptionTranslationPostProcessor exceptionTranslation() {
        PersistenceExceptionTranslationPostProcessor translation = new PersistenceExceptionTranslationPostProcessor();
        translation.setProxyTargetClass(true);
        return translation;
    }

    @Bean
    PortfolioService portfolioService(EntityManager em) {
        return new PortfolioService(em);
    }

    @Bean
    PortfolioStore portfolioStore() {
        return new PortfolioStore();
    }
}
