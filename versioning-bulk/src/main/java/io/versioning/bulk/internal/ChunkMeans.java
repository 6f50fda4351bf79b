package io.versioning.bulk.internal;

import java.util.Comparator;

/**
 * By what the chunks of a call are written.
 *
 * @param scope surrounds each piece
 * @param writer writes one
 * @param timeout how long it waits for rows that others hold
 * @param order tells ids apart
 * @param outcomes takes an outcome for each row
 * @param witness tells what proves that a piece was committed
 */
record ChunkMeans(
        ChunkScope scope,
        PieceWriter writer,
        LockTimeout timeout,
        Comparator<BulkRow> order,
        Outcomes outcomes,
        CommitWitness witness) {

    /** The same in another scope. */
    ChunkMeans in(ChunkScope other) {
        return new ChunkMeans(other, writer, timeout, order, outcomes, witness);
    }
}
