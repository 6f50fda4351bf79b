package io.versioning.benchmarks;

import io.versioning.jpa.VersionedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The row that is written, as an entity. */
@Entity(name = "Account")
@Table(name = "account")
@SuppressWarnings("UnusedVariable") // the provider reads them
public class Account extends VersionedEntity {

    @Id
    private Long id = 0L;

    private String owner = "";
    private int balance;

    /** For the persistence provider. */
    protected Account() {}

    void deposit(int amount) {
        balance += amount;
    }
}
