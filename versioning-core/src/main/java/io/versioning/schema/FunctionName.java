package io.versioning.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names the trigger's function after its table, within PostgreSQL's 63 bytes. */
final class FunctionName {

    private static final String PREFIX = "versioning_advance_";
    private static final int LIMIT = 63;
    private static final int HASH_BYTES = 6;

    private FunctionName() {}

    /** A long table name is cut, and told from others that begin alike by a hash of the whole. */
    static String of(String table) {
        String whole = PREFIX + table;
        if (bytes(whole) <= LIMIT) {
            return whole;
        }
        String hash = "_" + hash(table);
        StringBuilder name = new StringBuilder(PREFIX);
        for (int character : table.codePoints().toArray()) {
            String longer = name.toString() + Character.toString(character);
            if (bytes(longer) + hash.length() > LIMIT) {
                break;
            }
            name.appendCodePoint(character);
        }
        return name + hash;
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String hash(String table) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(table.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 belongs to every Java platform", e);
        }
    }
}
