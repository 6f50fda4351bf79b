package io.versioning.schema;

import io.versioning.internal.sql.Catalog;
import io.versioning.internal.sql.Identifiers;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The names that DDL on one table needs, as delimited identifiers that can't be taken for anything else in SQL.
 *
 * @param table the table, with its schema unless nobody named one
 * @param column the version column
 * @param function the function of the trigger, in the table's schema
 */
record Names(String table, String column, String function) {

    /** The same on every table: a trigger's name belongs to its table. */
    static final String TRIGGER = "versioning_advance";

    /** The names of a table that was found in the catalogue. */
    static Names found(Catalog.Location location, String column) {
        String schema = Identifiers.quote(location.schema()) + ".";
        return new Names(
                schema + Identifiers.quote(location.name()),
                Identifiers.quote(column),
                schema + Identifiers.quote(FunctionName.of(location.name())));
    }

    /** The names of a table that nobody looks up: as the database stores them when they are written unquoted. */
    static Names unseen(VersionedTable table, String column, Database database) {
        String schema = table.schema()
                .map(database::stored)
                .map(Identifiers::quote)
                .map(quoted -> quoted + ".")
                .orElse("");
        String name = database.stored(table.name());
        return new Names(
                schema + Identifiers.quote(name),
                Identifiers.quote(database.stored(column)),
                schema + Identifiers.quote(FunctionName.of(name)));
    }

    Names withFunction(String quoted) {
        return new Names(table, column, quoted);
    }

    static String require(String parameter, String name) {
        Objects.requireNonNull(name, parameter);
        if (name.isBlank()) {
            throw new IllegalArgumentException(parameter + ": is blank; pass the name of a schema, table or column");
        }
        if (name.indexOf('\0') >= 0 || !isEncodable(name)) {
            throw new IllegalArgumentException(
                    parameter + ": holds U+0000 or half of a surrogate pair, which no database stores");
        }
        return name;
    }

    private static boolean isEncodable(String name) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(name));
            return encoded.hasRemaining();
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
