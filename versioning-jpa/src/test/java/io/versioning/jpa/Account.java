package io.versioning.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** An entity on the library's base, with an id that the application assigns. */
@Entity(name = "Account")
@Table(name = "account")
class Account extends VersionedEntity {

    @Id
    private Long id;

    private String owner;

    private int balance;

    private @Nullable String note;

    protected Account() {}

    Account(long id, AccountState state) {
        this.id = id;
        change(state);
    }

    final void change(AccountState state) {
        owner = state.owner();
        balance = state.balance();
        note = state.note();
    }

    AccountState state() {
        return new AccountState(owner, balance, note);
    }
}
