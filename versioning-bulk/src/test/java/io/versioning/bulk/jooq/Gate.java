package io.versioning.bulk.jooq;

/** A gate, as an application may see one: a terminal and a number, in one column. */
public record Gate(char terminal, int number) {}
