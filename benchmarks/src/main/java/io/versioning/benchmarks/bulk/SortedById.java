package io.versioning.benchmarks.bulk;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Positions of changes in the order of their ids, or as they are. */
final class SortedById {

    private SortedById() {}

    static int[] positions(List<Change> changes) {
        return IntStream.range(0, changes.size())
                .boxed()
                .sorted(Comparator.comparingLong(
                        position -> changes.get(position).id()))
                .mapToInt(position -> position)
                .toArray();
    }

    static int[] unsorted(List<Change> changes) {
        return IntStream.range(0, changes.size()).toArray();
    }
}
