package io.versioning.examples.contract;

/** All of a product that an update may change. */
record Product(String name, int stock) {}
