package io.versioning.examples.docs;

import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Two people save the same form: first without versions, then with them. */
public final class LostUpdate {

    private final DataSource dataSource;

    private LostUpdate(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public static void main(String[] args) throws SQLException {
        try (Sandbox sandbox = Sandbox.open("lost-update")) {
            new LostUpdate(sandbox.dataSource()).lost();
        }
        try (Sandbox sandbox = Sandbox.open("found-update")) {
            new LostUpdate(sandbox.dataSource()).guarded(sandbox.dataSource());
        }
    }

    private void lost() throws SQLException {
        // tag::lost[]
        Airport onAdasScreen = load("ORD");
        Airport onBobsScreen = load("ORD");

        save(onAdasScreen.renamed("Chicago O'Hare")); // update airport set name = ?, city = ? where iata = ?
        save(onBobsScreen.movedTo("Chicago, Illinois")); // the same statement, with the name that Bob had seen

        System.out.println(load("ORD")); // Airport[iata=ORD, name=O'Hare, city=Chicago, Illinois]
        // end::lost[]
    }

    private void guarded(DataSource dataSource) {
        // tag::guarded[]
        GuardedTable airports = JdbcVersioning.over(dataSource).table("airport", "iata");
        Row seen = airports.read("ORD").orElseThrow();
        airports.update("ORD").expecting(seen).set("name", "Chicago O'Hare").apply();
        // end::guarded[]
    }

    private Airport load(String iata) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select name, city from airport where iata = ?")) {
            select.setString(1, iata);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Airport(iata, row.getString("name"), row.getString("city"));
            }
        }
    }

    private void save(Airport airport) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update airport set name = ?, city = ? where iata = ?")) {
            update.setString(1, airport.name());
            update.setString(2, airport.city());
            update.setString(3, airport.iata());
            update.executeUpdate();
        }
    }

    record Airport(String iata, String name, String city) {
        Airport renamed(String newName) {
            return new Airport(iata, newName, city);
        }

        Airport movedTo(String newCity) {
            return new Airport(iata, name, newCity);
        }
    }
}
