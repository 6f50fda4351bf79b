package io.versioning.bulk.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** What flights refer to. */
@Entity(name = "Airline")
@Table(name = "airline")
class Airline {

    @Id
    Long id;

    @Version
    short version;

    String name;
}
