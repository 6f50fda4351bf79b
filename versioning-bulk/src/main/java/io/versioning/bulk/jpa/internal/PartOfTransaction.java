package io.versioning.bulk.jpa.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/**
 * A connection in a transaction that goes on: what is begun, committed and rolled back on it is a part of that, behind a
 * savepoint. Not thread-safe.
 */
final class PartOfTransaction implements InvocationHandler {

    private final Connection connection;
    private @Nullable Savepoint begun;

    private PartOfTransaction(Connection connection) {
        this.connection = connection;
    }

    static Connection of(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                PartOfTransaction.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new PartOfTransaction(connection));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "getAutoCommit" -> begun == null;
            case "setAutoCommit" -> begin(arguments != null && Boolean.TRUE.equals(arguments[0]));
            case "commit" -> commit();
            case "rollback" -> arguments == null || arguments.length == 0 ? rollback() : passed(method, arguments);
            case "close", "setReadOnly", "setTransactionIsolation" -> null;
            default -> passed(method, arguments);
        };
    }

    private @Nullable Object begin(boolean ends) throws SQLException {
        if (!ends && begun == null) {
            begun = connection.setSavepoint();
        }
        return null;
    }

    private @Nullable Object commit() throws SQLException {
        Savepoint savepoint = begun;
        begun = null;
        if (savepoint != null) {
            connection.releaseSavepoint(savepoint);
        }
        return null;
    }

    private @Nullable Object rollback() throws SQLException {
        Savepoint savepoint = begun;
        begun = null;
        if (savepoint != null) {
            connection.rollback(savepoint);
            connection.releaseSavepoint(savepoint);
        }
        return null;
    }

    private @Nullable Object passed(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
