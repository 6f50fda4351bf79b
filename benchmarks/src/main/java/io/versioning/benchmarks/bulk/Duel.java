package io.versioning.benchmarks.bulk;

/**
 * What came of calls of the library that two threads made at the same time on the same rows, again and again.
 *
 * @param heap how many rows the table has, which lie in no order
 * @param one how many of them the one call writes
 * @param other how many the other one writes, all of the first among them
 * @param fought how often
 * @param overlapped how many of these ran at the same time for some while
 * @param deadlocked how many rows were not applied because of a deadlock
 * @param victims how many transactions the server has ended because of one
 */
record Duel(int heap, int one, int other, int fought, int overlapped, int deadlocked, long victims) {}
