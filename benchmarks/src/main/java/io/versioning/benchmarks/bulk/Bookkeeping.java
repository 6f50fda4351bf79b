package io.versioning.benchmarks.bulk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What the table must hold: the version of each row, from which follows all else. It knows what will become of each
 * change that it makes up, as nobody else writes. Not thread-safe.
 */
final class Bookkeeping {

    /** What each row begins with. */
    static final int FIRST_VERSION = 5;

    private static final int BEHIND = 2; // so that what a stale change would write differs from what is there

    private final int[] versions;
    private final int[] order;
    private final Random random = new Random(42);

    Bookkeeping(int tableRows) {
        versions = new int[tableRows];
        Arrays.fill(versions, FIRST_VERSION);
        order = IntStream.range(0, tableRows).toArray();
    }

    int version(long id) {
        return versions[(int) id - 1];
    }

    /** Makes up a call on rows that are drawn anew, in a random order, with its stale rows spread over all of it. */
    Batch next(int rows, int stalePercent) {
        return next(rows, stalePercent, 0);
    }

    /** The same with bad rows, spread alike. */
    Batch next(int rows, int stalePercent, int badRows) {
        List<Change> changes = new ArrayList<>(rows);
        int[] actual = new int[rows];
        BitSet stale = new BitSet(rows);
        BitSet bad = new BitSet(rows);
        for (int position = 0; position < rows; position++) {
            int id = draw(position) + 1;
            if (crosses(position, stalePercent, 100)) {
                stale.set(position);
                changes.add(Change.of(id, version(id) - BEHIND));
            } else if (crosses(position, badRows, rows)) {
                bad.set(position);
                changes.add(Change.of(id, version(id)).bad());
            } else {
                changes.add(Change.of(id, version(id)));
                versions[id - 1]++;
            }
            actual[position] = version(id);
        }
        return new Batch(changes, actual, stale, bad);
    }

    /** Of each so many positions, some; {@code 5, 100} are the 20th, the 40th, ... */
    private static boolean crosses(int position, int some, int ofSoMany) {
        return (position + 1L) * some / ofSoMany > (long) position * some / ofSoMany;
    }

    private int draw(int position) {
        int other = position + random.nextInt(order.length - position);
        int drawn = order[other];
        order[other] = order[position];
        order[position] = drawn;
        return drawn;
    }
}
