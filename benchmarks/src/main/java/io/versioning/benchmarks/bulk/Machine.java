package io.versioning.benchmarks.bulk;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What a reader must know of where it was measured. */
final class Machine {

    private static final long GIB = 1L << 30;

    private Machine() {}

    static Map<String, String> facts(Database database, Effort effort) throws SQLException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("database", database.title());
        facts.put("settings", database.settings());
        facts.put("driver", driver(database));
        facts.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        facts.put(
                "libraries",
                "jOOQ %s, Jdbi %s, Hibernate %s"
                        .formatted(
                                org.jooq.Constants.FULL_VERSION,
                                version(org.jdbi.v3.core.Jdbi.class),
                                org.hibernate.Version.getVersionString()));
        facts.put("system", system.getName() + " " + system.getVersion() + ", " + system.getArch());
        facts.put(
                "processor",
                processor() + ", " + system.getAvailableProcessors() + " cores, "
                        + (system.getTotalMemorySize() + GIB / 2) / GIB + " GiB");
        facts.put("day", LocalDate.now(Clock.system(ZoneOffset.UTC)).toString());
        facts.put(
                "rounds",
                effort.rounds() + " after " + effort.warmUps() + ", of " + effort.blockRows() + " rows or more");
        return facts;
    }

    private static String driver(Database database) throws SQLException {
        try (Connection connection = database.source().getConnection()) {
            return connection.getMetaData().getDriverName() + " "
                    + connection.getMetaData().getDriverVersion();
        }
    }

    private static String version(Class<?> of) {
        String version = of.getPackage().getImplementationVersion();
        return version == null ? "?" : version;
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
