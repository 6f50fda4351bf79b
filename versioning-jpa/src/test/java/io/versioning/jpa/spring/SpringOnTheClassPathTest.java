package io.versioning.jpa.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.core.SpringVersion;
import org.springframework.orm.jpa.JpaTransactionManager;

/** The suite runs on more than one Spring; each run is of the one that it is meant to be. */
class SpringOnTheClassPathTest {

    @Test
    void isTheOneThatIsTested() {
        assertThat(SpringVersion.getVersion()).isEqualTo(System.getProperty("spring.tested"));
        assertThat(JpaTransactionManager.class.getPackage().getImplementationVersion())
                .isEqualTo(System.getProperty("spring.tested"));
    }
}
