package io.versioning.jpa;

import io.versioning.testkit.Subject;
import io.versioning.testkit.fixture.DatabaseKind;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** {@link Account} in a persistence unit of JPA's. */
final class AccountMapping implements EntityMapping<Long, Account> {

    @Override
    public Class<Account> type() {
        return Account.class;
    }

    @Override
    public EntityManagerFactory unit(DataSource dataSource) {
        return Persistence.createEntityManagerFactory(
                "accounts", Map.of("jakarta.persistence.nonJtaDataSource", dataSource));
    }

    @Override
    public List<String> schema(DatabaseKind kind) {
        return List.of("""
                create table account (
                  id bigint primary key,
                  owner varchar(60) not null,
                  balance integer not null check (balance >= 0),
                  note varchar(60),
                  version bigint default 1 not null
                )""");
    }

    @Override
    public Subject.Storage storage() {
        return new Subject.Storage("account", List.of("id"), "version", Long.MAX_VALUE);
    }

    @Override
    public Long id(int number) {
        return (long) number;
    }

    @Override
    public List<Object> key(Long id) {
        return List.of(id);
    }

    @Override
    public Account create(Long id, AccountState state) {
        return new Account(id, state);
    }

    @Override
    public void change(Account entity, AccountState state) {
        entity.change(state);
    }

    @Override
    public AccountState state(Account entity) {
        return entity.state();
    }

    @Override
    public void setVersion(Account entity, long version) {
        ByHand.setVersion(entity, version);
    }
}
