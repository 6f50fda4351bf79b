package io.versioning.examples.nightly;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The lines of a night about all flights of a timetable, in no order of ids. They are made as they are read. */
final class Feed implements Iterable<FeedLine> {

    private static final long FIRST_STEP = 7919;

    private final Timetable timetable;
    private final long step;

    Feed(Timetable timetable) {
        this.timetable = timetable;
        this.step = LongStream.iterate(FIRST_STEP, next -> next + 1)
                .filter(next -> greatestCommonDivisor(next, timetable.flights()) == 1)
                .findFirst()
                .getAsLong();
    }

    private static long greatestCommonDivisor(long one, long other) {
        return other == 0 ? one : greatestCommonDivisor(other, one % other);
    }

    /** How many lines there are. */
    long size() {
        return LongStream.rangeClosed(1, timetable.flights())
                .map(id -> Fate.of(id).hasTwoLines() ? 2 : 1)
                .sum();
    }

    @Override
    public Iterator<FeedLine> iterator() {
        AtomicLong number = new AtomicLong();
        Stream<FeedLine> first = shuffled().flatMap(flight -> atOnce(number, flight));
        Stream<FeedLine> corrections = shuffled()
                .filter(flight -> Fate.of(flight.id()) == Fate.CORRECTED)
                .map(flight -> line(number, flight, Night.secondLine(flight)));
        return Stream.concat(first, corrections).iterator();
    }

    private static Stream<FeedLine> atOnce(AtomicLong number, Flight flight) {
        FeedLine first = line(number, flight, Night.line(flight));
        return Fate.of(flight.id()) == Fate.TWICE
                ? Stream.of(first, line(number, flight, Night.secondLine(flight)))
                : Stream.of(first);
    }

    private static FeedLine line(AtomicLong number, Flight flight, Map<String, Object> changes) {
        return new FeedLine(number.incrementAndGet(), flight, changes);
    }

    private Stream<Flight> shuffled() {
        return LongStream.range(0, timetable.flights())
                .mapToObj(place -> timetable.flight(1 + place * step % timetable.flights()));
    }
}
