package io.versioning.bulk.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import org.hibernate.Version;
import org.junit.jupiter.api.Test;

/** The suite runs on more than one Hibernate; each run is of the one that it is meant to be. */
class HibernateOnTheClassPathTest {

    @Test
    void isTheOneThatIsTested() {
        assertThat(Version.getVersionString()).isEqualTo(System.getProperty("hibernate.tested"));
    }
}
