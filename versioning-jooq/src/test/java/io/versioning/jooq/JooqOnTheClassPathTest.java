package io.versioning.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import org.jooq.Constants;
import org.junit.jupiter.api.Test;

/** The suite runs on more than one jOOQ; each run is of the one that it is meant to be. */
class JooqOnTheClassPathTest {

    /** By reflection, as javac copies the constant of the version that it compiles with. */
    @Test
    void isTheOneThatIsTested() throws ReflectiveOperationException {
        assertThat(Constants.class.getField("FULL_VERSION").get(null)).isEqualTo(System.getProperty("jooq.tested"));
    }
}
