package io.versioning.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** An entity with a version of its own, mapped by its properties, whose id has two columns. */
@Entity(name = "Seat")
@Table(name = "seat")
class Seat {

    private Place id;
    private int lock = 1;
    private String owner;
    private int balance;
    private @Nullable String note;

    protected Seat() {}

    Seat(Place id, AccountState state) {
        this.id = id;
        change(state);
    }

    @EmbeddedId
    protected Place getId() {
        return id;
    }

    protected void setId(Place id) {
        this.id = id;
    }

    @Version
    @Column(name = "revision")
    protected int getRevision() {
        return lock;
    }

    protected void setRevision(int revision) {
        lock = revision;
    }

    protected String getOwner() {
        return owner;
    }

    protected void setOwner(String owner) {
        this.owner = owner;
    }

    protected int getBalance() {
        return balance;
    }

    protected void setBalance(int balance) {
        this.balance = balance;
    }

    protected @Nullable String getNote() {
        return note;
    }

    protected void setNote(@Nullable String note) {
        this.note = note;
    }

    void change(AccountState state) {
        setOwner(state.owner());
        setBalance(state.balance());
        setNote(state.note());
    }

    AccountState state() {
        return new AccountState(getOwner(), getBalance(), getNote());
    }
}
