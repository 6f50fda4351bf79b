package io.versioning.examples;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import io.versioning.ConflictException;
import io.versioning.event.ConflictLogger;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The log line of a conflict: who lost, on which row, to which version; and how to keep ids out of the log. */
public final class ConflictLogWithMdc {

    private ConflictLogWithMdc() {}

    public static void main(String[] args) throws SQLException, JoranException {
        useConfiguration("/conflict-log.xml");
        JdbcConnectionPool dataSource = JdbcConnectionPool.create("jdbc:h2:mem:conflict-log", "sa", "");
        try {
            createTable(dataSource);
            loseAs("maria", JdbcVersioning.over(dataSource).table("patient", "email"));
            loseAs("jonas", redacted(dataSource));
        } finally {
            dataSource.dispose();
        }
    }

    /** Without redaction and set-up: the actor is what the MDC has under "actor", where a request filter puts it. */
    private static void loseAs(String user, GuardedTable patients) {
        // tag::actor[]
        MDC.put("actor", user);
        try {
            patients.update("ada@example.org").expecting(1).set("room", "12").apply();
        } catch (ConflictException e) {
            // the library has logged it already, once
        } finally {
            MDC.remove("actor");
        }
        // end::actor[]
    }

    private static GuardedTable redacted(DataSource dataSource) {
        // tag::redacted[]
        return JdbcVersioning.over(dataSource)
                .withoutListeners() // not the default log
                .withListeners(ConflictLogger.atInfo().redactingIds(keyedHash()))
                .table("patient", "email");
        // end::redacted[]
    }

    /** The same id gives the same text, so lines can be joined; without the key nobody can try ids out. */
    private static UnaryOperator<String> keyedHash() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        SecretKeySpec secret = new SecretKeySpec(key, "HmacSHA256");
        return id -> {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(secret);
                byte[] hash = mac.doFinal(id.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(hash, 0, 6);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every JDK has HmacSHA256", e);
            }
        };
    }

    private static void createTable(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table patient (
                        email   varchar(100) primary key,
                        room    varchar(10)  not null,
                        version integer      not null default 1
                    )
                    """);
            statement.execute("insert into patient (email, room, version) values ('ada@example.org', '7', 2)");
        }
    }

    /** An application has its configuration in logback.xml, and needs none of this. */
    private static void useConfiguration(String resource) throws JoranException {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(ConflictLogWithMdc.class.getResource(resource));
    }
}
