package io.versioning.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ConflictLogWithMdcTest {

    @AfterEach
    void restoreLogging() throws Exception {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
    }

    @Test
    void eachConflictIsLoggedOnceForPeopleAndForMachines() throws Exception {
        List<String> lines = Output.of(ConflictLogWithMdc::main);

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .isEqualTo("INFO  Conflict on patient ada@example.org:"
                        + " kind STALE, expected version 1, actual 2, actor maria");
        assertThat(lines.get(1).strip())
                .isEqualTo("entity=\"patient\" id=\"ada@example.org\" kind=\"STALE\""
                        + " expected=\"1\" actual=\"2\" actor=\"maria\"");
    }

    @Test
    void aRedactedIdIsInNeitherLine() throws Exception {
        List<String> redacted = Output.of(ConflictLogWithMdc::main).subList(2, 4);

        assertThat(redacted).noneMatch(line -> line.contains("ada"));
        assertThat(redacted.get(0))
                .matches("INFO  Conflict on patient [0-9a-f]{12}:"
                        + " kind STALE, expected version 1, actual 2, actor jonas");
        assertThat(redacted.get(1)).matches(" *entity=\"patient\" id=\"[0-9a-f]{12}\" .* actor=\"jonas\"");
    }
}
