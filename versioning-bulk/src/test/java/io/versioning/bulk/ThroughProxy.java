package io.versioning.bulk;

import io.versioning.bulk.fault.CuttingProxy;
import io.versioning.bulk.fault.Sources;
import io.versioning.testkit.fixture.DatabaseKind;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test class whose bulk reaches PostgreSQL through a proxy that cuts connections. */
abstract class ThroughProxy extends OnDatabase {

    private final Properties properties = new Properties();
    private String url;
    CuttingProxy proxy;
    DataSource cuttable;
    BulkTable cut;

    ThroughProxy() {
        super(DatabaseKind.POSTGRES);
    }

    @BeforeEach
    void startProxy() throws IOException, SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            URI direct = URI.create(connection.getMetaData().getURL().substring("jdbc:".length()));
            proxy = CuttingProxy.to(direct.getHost(), direct.getPort() < 0 ? 5432 : direct.getPort());
            properties.setProperty("ApplicationName", connection.getSchema());
            properties.setProperty("currentSchema", connection.getSchema());
            properties.setProperty("sslmode", "disable");
            properties.setProperty("gssEncMode", "disable");
            url = "jdbc:postgresql://127.0.0.1:%d%s?%s".formatted(proxy.port(), direct.getPath(), direct.getQuery());
        }
        cuttable = cuttable("");
        cut = BulkVersioning.over(cuttable).withoutListeners().table("account", "id");
    }

    /** New connections through the proxy, with settings such as {@code -c lock_timeout=20}. */
    DataSource cuttable(String settings) {
        Properties all = new Properties();
        all.putAll(properties);
        all.setProperty("options", settings);
        return Sources.of(url, all);
    }

    @AfterEach
    void stopProxy() throws IOException {
        proxy.close();
    }
}
