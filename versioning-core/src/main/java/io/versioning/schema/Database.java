package io.versioning.schema;

import io.versioning.DatabaseException;
import io.versioning.internal.text.SafeText;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;

/** A database that DDL can be written for. */
public enum Database {
    /** PostgreSQL 14 and later. */
    POSTGRESQL("PostgreSQL", new PostgresDdl(), new PostgresDetails()) {
        @Override
        String folded(String name) {
            return name.toLowerCase(Locale.ROOT);
        }

        /** A longer name is cut by the server with no more than a notice (manual, section 4.1.1). */
        @Override
        boolean holds(String name) {
            return name.getBytes(StandardCharsets.UTF_8).length <= 63;
        }
    },

    /** H2 2.x. */
    H2("H2", new H2Ddl(), new H2Details()) {
        @Override
        String folded(String name) {
            return name.toUpperCase(Locale.ROOT);
        }

        @Override
        boolean holds(String name) {
            return name.length() <= 256;
        }
    };

    private static final Pattern ONE_CASE = Pattern.compile("[a-z_][a-z0-9_$]*|[A-Z_][A-Z0-9_$]*");

    private final String product;
    private final Ddl ddl;
    private final DetailsReader details;

    Database(String product, Ddl ddl, DetailsReader details) {
        this.product = product;
        this.ddl = ddl;
        this.details = details;
    }

    static Database of(Connection connection) throws SQLException {
        String found = connection.getMetaData().getDatabaseProductName();
        for (Database database : values()) {
            if (database.product.equals(found)) {
                return database;
            }
        }
        throw new DatabaseException(
                "The database is " + SafeText.of(found) + "; version columns are made for PostgreSQL and H2",
                null,
                null);
    }

    Ddl ddl() {
        return ddl;
    }

    DetailsReader details() {
        return details;
    }

    /**
     * The name under which a table or column is stored that nobody can look up: folded if it is in one case and needs no
     * quotes, else as it is.
     */
    String stored(String name) {
        String stored = ONE_CASE.matcher(name).matches() ? folded(name) : name;
        if (!holds(stored)) {
            throw new IllegalArgumentException("name: " + SafeText.of(name) + " is longer than " + product
                    + " allows, and would be cut or refused");
        }
        return stored;
    }

    abstract String folded(String name);

    abstract boolean holds(String name);
}
