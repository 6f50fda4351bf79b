package io.versioning.examples.contract;

import io.versioning.event.ConflictListener;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.testkit.ConnectionTransaction;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.OpenTransaction;
import io.versioning.testkit.Subject;
import io.versioning.testkit.fixture.DatabaseKind;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Products, as the contract needs to know them. */
final class ProductSubject implements Subject<Long, Product> {

    @Override
    public List<String> schema(DatabaseKind kind) {
        return List.of("""
                create table product (
                  id bigint primary key,
                  name varchar(60) not null,
                  stock integer not null check (stock >= 0),
                  version integer default 1 not null
                )""");
    }

    @Override
    public Storage storage() {
        return new Storage("product", List.of("id"), "version", Integer.MAX_VALUE);
    }

    @Override
    public String entity() {
        return "product";
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
    public Product state(int number) {
        return new Product("product " + number, number);
    }

    @Override
    public Optional<Product> refusedState() {
        return Optional.of(new Product("less than nothing", -1));
    }

    @Override
    public GuardedRows<Long, Product> owning(DataSource dataSource, ConflictListener listener) {
        return rows(JdbcVersioning.over(dataSource), listener);
    }

    @Override
    public OpenTransaction<Long, Product> begin(DataSource dataSource, ConflictListener listener) {
        JdbcVersioning versioning = JdbcVersioning.over(dataSource);
        return ConnectionTransaction.begin(dataSource, connection -> rows(versioning.within(connection), listener));
    }

    private static GuardedRows<Long, Product> rows(JdbcVersioning versioning, ConflictListener listener) {
        GuardedTable products = versioning.withListeners(listener).table("product", "id");
        return new ProductRows(products);
    }
}
