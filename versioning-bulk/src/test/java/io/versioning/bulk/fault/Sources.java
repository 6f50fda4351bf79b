package io.versioning.bulk.fault;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;

/** Data sources without a pool. */
public final class Sources {

    private Sources() {}

    /** New connections from the driver. */
    public static DataSource of(String url, Properties properties) {
        return handingOut(() -> DriverManager.getConnection(url, properties));
    }

    /** Gives a connection. */
    @FunctionalInterface
    public interface Supply {
        Connection get() throws SQLException;
    }

    /** Connections from wherever. */
    public static DataSource handingOut(Supply supply) {
        return (DataSource) Proxy.newProxyInstance(
                Sources.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return supply.get();
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    /** What is done as a connection is closed. */
    @FunctionalInterface
    public interface BeforeClose {
        void see(Connection connection) throws SQLException;
    }

    /** The same connections, each looked at as it is given back. */
    public static DataSource watchingReturns(DataSource source, BeforeClose before) {
        return handingOut(() -> {
            Connection real = source.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    Sources.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("close")) {
                            before.see(real);
                        }
                        try {
                            return method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        });
    }
}
