package io.versioning.bulk.internal;

import io.versioning.internal.write.RowImage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a call goes about it. Immutable.
 *
 * @param chunk how many rows are written at once, and committed
 * @param mode which rows are kept if others are not written
 * @param inInputOrder whether rows are written one after the other
 * @param state turns a row that was read into the current state of a conflict; null if none is wanted
 * @param stamps what each update sets besides
 */
public record Way(
        int chunk,
        Mode mode,
        boolean inInputOrder,
        @Nullable Function<RowImage, Object> state,
        Stamps stamps) {

    /** Which rows are kept if others are not written. */
    public enum Mode {
        /** Each row that could be written. */
        EACH,
        /** All or none; each row is judged. */
        ALL,
        /** All or none; after the first chunk with a row that is not written, the rest is not attempted. */
        ALL_OR_STOP
    }

    boolean keepsEach() {
        return mode == Mode.EACH;
    }
}
