package io.versioning.bulk.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** An entity with an id that the application assigns. */
@Entity(name = "Account")
@Table(name = "account")
class Account {

    @Id
    Long id;

    @Version
    Integer version;

    String owner;

    int balance;

    @Nullable
    String note;

    @PrePersist
    void begin() {
        version = 1;
    }

    /** Its state, without id and version. */
    record State(String owner, int balance, @Nullable String note) {}

    State state() {
        return new State(owner, balance, note);
    }

    void change(State state) {
        owner = state.owner();
        balance = state.balance();
        note = state.note();
    }
}
