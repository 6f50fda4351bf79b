package io.versioning.jpa;

import io.versioning.Versioned;
import io.versioning.testkit.Subject;
import io.versioning.testkit.fixture.DatabaseKind;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import javax.sql.DataSource;

/** An entity under test: its class, how it is made and looked at, and the table that it is mapped to. */
interface EntityMapping<ID, E> {

    Class<E> type();

    /** A persistence unit, as an application would make it. */
    EntityManagerFactory unit(DataSource dataSource);

    List<String> schema(DatabaseKind kind);

    Subject.Storage storage();

    ID id(int number);

    List<Object> key(ID id);

    E create(ID id, AccountState state);

    void change(E entity, AccountState state);

    AccountState state(E entity);

    /** Sets the version by hand, as somebody might who copies it from a form. */
    void setVersion(E entity, long version);

    /** What knows the version of an entity. */
    default Versioned versioned(E entity, JpaVersioning versioning) {
        return () -> versioning.version(entity);
    }
}
