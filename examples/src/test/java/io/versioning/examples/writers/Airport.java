package io.versioning.examples.writers;

import io.versioning.jpa.VersionedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The row that all writers write, as an entity. */
@Entity(name = "Airport")
@Table(name = "airport")
class Airport extends VersionedEntity {

    /** With quoted names, which are the same on every database. */
    static final String DDL = """
            create table "airport" (
              "iata" varchar(4) primary key,
              "visits" integer default 0 not null,
              "version" bigint default 1 not null
            )""";

    @Id
    String iata;

    int visits;
}
