package io.versioning.internal.text;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A value of the caller's, such as an id, that must not keep an exception from being serialized: it travels as itself
 * where it can be serialized, and as its {@link SafeText} where it can't.
 *
 * <p>Immutable; as thread-safe as the value.
 */
public final class Carried implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // written by writeObject, in a form that can be
    private transient Object value;

    /**
     * Carries a value.
     *
     * @param value the value
     */
    public Carried(Object value) {
        this.value = value;
    }

    /**
     * Returns the value.
     *
     * @return the value, or its text where it came out of a stream and could not be serialized
     */
    public Object value() {
        return value;
    }

    /**
     * Tells whether a value can be serialized with all that it refers to.
     *
     * @param value the value, or null
     * @return true if writing it succeeds
     */
    public static boolean isSerializable(@Nullable Object value) {
        try (ObjectOutputStream trial = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            trial.writeObject(value);
            return true;
        } catch (IOException | RuntimeException | StackOverflowError notSerializable) {
            return false;
        }
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.writeObject(isSerializable(value) ? value : SafeText.of(value));
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        Object read = in.readObject();
        if (read == null) {
            throw new InvalidObjectException("a carried value is never null");
        }
        value = read;
    }
}
