package io.versioning.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostUpdate;
import java.util.List;
import java.util.function.Consumer;

/** An entity that does something after it was written. */
@Entity(name = "Restless")
class Restless extends VersionedEntity {

    /** Its table, with a row at version 1. */
    static final List<String> SCHEMA = List.of(
            "create table Restless (id bigint primary key, writes integer not null, version bigint not null)",
            "insert into Restless values (1, 0, 1)");

    private static volatile Consumer<Restless> afterUpdate = restless -> {};

    @Id
    Long id;

    int writes;

    /** What it does from now on. */
    static void afterUpdate(Consumer<Restless> what) {
        afterUpdate = what;
    }

    static void calm() {
        afterUpdate = restless -> {};
    }

    @PostUpdate
    void written() {
        afterUpdate.accept(this);
    }
}
