package io.versioning.examples.docs;

import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Guarded writes in a transaction that the application has begun on its own connection. */
public final class JoiningAConnection {

    private JoiningAConnection() {}

    public static void main(String[] args) throws SQLException {
        try (Sandbox sandbox = Sandbox.open("joining")) {
            GuardedTable airports = JdbcVersioning.over(sandbox.dataSource()).table("airport", "iata");
            rename(sandbox.dataSource(), airports);
            System.out.println(airports.readWhere("1 = 1 order by iata"));
        }
    }

    private static void rename(DataSource dataSource, GuardedTable airports) throws SQLException {
        // tag::joining[]
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                GuardedTable here = airports.within(connection);
                here.update("ORD").expecting(1).set("city", "Chicago, Illinois").apply();
                here.update("MDW").expecting(1).set("city", "Chicago, Illinois").apply();
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
        // end::joining[]
    }
}
