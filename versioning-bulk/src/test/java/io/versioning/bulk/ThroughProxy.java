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

    CuttingProxy proxy;
    DataSource cuttable;
    BulkTable cut;

    ThroughProxy() {
        super(DatabaseKind.POSTGRES);
    }

    @BeforeEach
    void startProxy() throws IOException, SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            String url = connection.getMetaData().getURL();
            URI direct = URI.create(url.substring("jdbc:".length()));
            proxy = CuttingProxy.to(direct.getHost(), direct.getPort() < 0 ? 5432 : direct.getPort());
            Properties properties = new Properties();
            properties.setProperty("ApplicationName", connection.getSchema());
            properties.setProperty("currentSchema", connection.getSchema());
            properties.setProperty("sslmode", "disable");
            properties.setProperty("gssEncMode", "disable");
            cuttable = Sources.of(
                    "jdbc:postgresql://127.0.0.1:%d%s?%s".formatted(proxy.port(), direct.getPath(), direct.getQuery()),
                    properties);
        }
        cut = BulkVersioning.over(cuttable).withoutListeners().table("account", "id");
    }

    @AfterEach
    void stopProxy() throws IOException {
        proxy.close();
    }
}
