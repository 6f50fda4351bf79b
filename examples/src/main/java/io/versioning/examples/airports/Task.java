package io.versioning.examples.airports;

/**
 * One edit on an editor's list.
 *
 * @param contested whether all editors work on this airport at this time: they wait for one another after reading it
 */
record Task(String iata, Edit edit, boolean contested) {}
