package io.versioning.bulk.fault;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One message of PostgreSQL's protocol (manual, section 53.7): a letter, the length of the rest, the rest. Immutable. */
final class Frame {

    private static final int LENGTH = 4;

    private final char type;
    private final byte[] body;

    private Frame(char type, byte[] body) {
        this.type = type;
        this.body = body;
    }

    /** The letter; 0 for a start-up message, which has none. */
    char type() {
        return type;
    }

    static Frame readStartup(DataInputStream in) throws IOException {
        return new Frame((char) 0, rest(in));
    }

    static Frame read(DataInputStream in) throws IOException {
        char type = (char) in.readUnsignedByte();
        return new Frame(type, rest(in));
    }

    private static byte[] rest(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt() - LENGTH);
    }

    void writeTo(OutputStream out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(1 + LENGTH + body.length);
        if (type != 0) {
            bytes.put((byte) type);
        }
        bytes.putInt(body.length + LENGTH).put(body);
        out.write(bytes.array(), 0, bytes.position());
        out.flush();
    }

    /** The texts, each with a zero at its end, with which the message begins. */
    String text(int number) {
        return new String(body, StandardCharsets.ISO_8859_1).split("\0", number + 2)[number];
    }
}
