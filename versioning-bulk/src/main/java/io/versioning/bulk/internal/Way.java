package io.versioning.bulk.internal;

import io.versioning.bulk.RowValidator;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a call goes about it. Immutable.
 *
 * @param chunk how many rows are written at once, and committed
 * @param mode which rows are kept if others are not written
 * @param inInputOrder whether rows are written one after the other
 * @param wantsState whether a conflict has the current state
 * @param lockTimeout how long rows are waited for that others hold; null for as long as the connection does
 * @param validator tells what is wrong with what goes in
 * @param receipts the table in which each transaction of the library's leaves a receipt; null if none does
 */
public record Way(
        int chunk,
        Mode mode,
        boolean inInputOrder,
        boolean wantsState,
        @Nullable Duration lockTimeout,
        RowValidator validator,
        @Nullable String receipts) {

    /** What a call does unless it is told otherwise. */
    public static final Way USUAL = new Way(5000, Mode.EACH, false, false, null, update -> List.of(), null);

    /** Which rows are kept if others are not written. */
    public enum Mode {
        /** Each row that could be written. */
        EACH,
        /** All or none; each row is judged. */
        ALL,
        /** All or none; after the first chunk with a row that is not written, the rest is not attempted. */
        ALL_OR_STOP
    }

    /**
     * Returns this way with another number of rows that are written at once.
     *
     * @param rows how many
     * @return the way
     */
    public Way inChunksOf(int rows) {
        return new Way(rows, mode, inInputOrder, wantsState, lockTimeout, validator, receipts);
    }

    /**
     * Returns this way with another answer to what is kept.
     *
     * @param other which rows
     * @return the way
     */
    public Way keeping(Mode other) {
        return new Way(chunk, other, inInputOrder, wantsState, lockTimeout, validator, receipts);
    }

    /**
     * Returns this way with rows that are written one after the other.
     *
     * @return the way
     */
    public Way oneByOne() {
        return new Way(chunk, mode, true, wantsState, lockTimeout, validator, receipts);
    }

    /**
     * Returns this way with the current state in each conflict.
     *
     * @return the way
     */
    public Way withState() {
        return new Way(chunk, mode, inInputOrder, true, lockTimeout, validator, receipts);
    }

    /**
     * Returns this way with another time for which rows are waited for that others hold.
     *
     * @param time the time
     * @return the way
     */
    public Way waiting(Duration time) {
        return new Way(chunk, mode, inInputOrder, wantsState, time, validator, receipts);
    }

    /**
     * Returns this way with somebody else who tells what is wrong with what goes in.
     *
     * @param other tells
     * @return the way
     */
    public Way validating(RowValidator other) {
        return new Way(chunk, mode, inInputOrder, wantsState, lockTimeout, other, receipts);
    }

    /**
     * Returns this way with receipts.
     *
     * @param table the table in which each transaction of the library's leaves one
     * @return the way
     * @throws IllegalArgumentException if it is no plain name
     */
    public Way leavingReceipts(String table) {
        return new Way(chunk, mode, inInputOrder, wantsState, lockTimeout, validator, Receipt.requireName(table));
    }

    boolean keepsEach() {
        return mode == Mode.EACH;
    }
}
