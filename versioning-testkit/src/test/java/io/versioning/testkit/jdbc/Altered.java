package io.versioning.testkit.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Real data sources and connections with one thing about them changed. */
final class Altered {

    private Altered() {}

    /** What to do with each connection before it is handed out. */
    @FunctionalInterface
    interface Change {
        Connection on(Connection real) throws SQLException;
    }

    /** What a call answers in the place of the real object. */
    @FunctionalInterface
    private interface Answer {
        Object to(String method, RealCall real) throws Throwable;
    }

    @FunctionalInterface
    private interface RealCall {
        Object result() throws Throwable;
    }

    static DataSource connections(DataSource real, Change change) {
        return proxy(DataSource.class, real, (method, call) -> {
            Object result = call.result();
            return result instanceof Connection connection ? change.on(connection) : result;
        });
    }

    static DataSource withIsolation(DataSource real, int level) {
        return connections(real, connection -> {
            connection.setTransactionIsolation(level);
            return connection;
        });
    }

    /** Stays open when it is closed, as one does that goes back to a pool. */
    static Connection neverClosed(Connection real) {
        return proxy(Connection.class, real, (method, call) -> method.equals("close") ? null : call.result());
    }

    /** Closes its connections, and says that it could not. */
    static DataSource failingToClose(DataSource real, Exception failure) {
        return connections(
                real,
                connection -> proxy(Connection.class, connection, (method, call) -> {
                    Object result = call.result();
                    if (method.equals("close")) {
                        throw failure;
                    }
                    return result;
                }));
    }

    private static <T> T proxy(Class<T> type, T real, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), () -> {
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                })));
    }
}
