package io.versioning.examples.contract;

import io.versioning.event.ConflictListener;
import io.versioning.examples.spring.SpringTransactionSource;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.OpenTransaction;
import io.versioning.testkit.Subject;
import io.versioning.testkit.ThreadTransaction;
import io.versioning.testkit.fixture.DatabaseKind;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Products that are written in the transactions of Spring. */
record SpringProductSubject(ProductSubject product) implements Subject<Long, Product> {

    @Override
    public List<String> schema(DatabaseKind kind) {
        return product.schema(kind);
    }

    @Override
    public Storage storage() {
        return product.storage();
    }

    @Override
    public String entity() {
        return product.entity();
    }

    @Override
    public Long id(int number) {
        return product.id(number);
    }

    @Override
    public List<Object> key(Long id) {
        return product.key(id);
    }

    @Override
    public Product state(int number) {
        return product.state(number);
    }

    @Override
    public Optional<Product> refusedState() {
        return product.refusedState();
    }

    @Override
    public GuardedRows<Long, Product> owning(DataSource dataSource, ConflictListener listener) {
        return new ProductRows(JdbcVersioning.over(new SpringTransactionSource(dataSource))
                .withListeners(listener)
                .table("product", "id"));
    }

    @Override
    public OpenTransaction<Long, Product> begin(DataSource dataSource, ConflictListener listener) {
        GuardedRows<Long, Product> rows = owning(dataSource, listener);
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        return ThreadTransaction.begin(block -> transaction.executeWithoutResult(status -> block.accept(rows)));
    }
}
