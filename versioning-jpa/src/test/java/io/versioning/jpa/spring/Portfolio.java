package io.versioning.jpa.spring;

import io.versioning.jpa.VersionedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An entity of an application on Spring. */
@Entity(name = "Portfolio")
@Table(name = "portfolio")
public class Portfolio extends VersionedEntity {

    @Id
    private Long id;

    private String name;

    protected Portfolio() {}

    Portfolio(long id, String name) {
        this.id = id;
        this.name = name;
    }

    Long id() {
        return id;
    }

    String name() {
        return name;
    }

    void rename(String newName) {
        name = newName;
    }
}
