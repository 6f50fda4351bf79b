package io.versioning.examples.contract;

import io.versioning.ConflictException;
import io.versioning.Versioned;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.Row;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.Seen;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the application reads and writes products. */
record ProductRows(GuardedTable products) implements GuardedRows<Long, Product> {

    /** What the application holds in its hands between two requests. */
    static final class Form implements Versioned {
        final Long id;
        private long version;

        Form(Long id, long version) {
            this.id = id;
            this.version = version;
        }

        @Override
        public long version() {
            return version;
        }

        void saved(long newVersion) {
            version = newVersion;
        }
    }

    private static Map<String, Object> columns(Product product) {
        return Map.of("name", product.name(), "stock", product.stock());
    }

    private static Product product(Row row) {
        return new Product(row.get("name", String.class), row.get("stock", Integer.class));
    }

    @Override
    public long insert(Long id, Product product) {
        return products.insert(id).setAll(columns(product)).apply().version();
    }

    @Override
    public Optional<Seen<Product>> read(Long id) {
        return products.read(id).map(row -> new Seen<>(product(row), row.version()));
    }

    @Override
    public long update(Long id, @Nullable Number expected, Product product) {
        return products.update(id)
                .expecting(expected)
                .setAll(columns(product))
                .withCurrentState()
                .apply();
    }

    @Override
    public long updateCarrying(Long id, long expected, Product product, long carried) {
        // A DTO whose version field was mapped to the column by mistake: it is refused
        return products.update(id)
                .expecting(expected)
                .setAll(columns(product))
                .set("version", carried)
                .apply();
    }

    @Override
    public void delete(Long id, @Nullable Number expected) {
        products.delete(id).expecting(expected).apply();
    }

    @Override
    public long touch(Long id, @Nullable Number expected) {
        return products.touch(id).expecting(expected).apply();
    }

    @Override
    public Versioned load(Long id) {
        return new Form(id, products.read(id).orElseThrow().version());
    }

    @Override
    public void save(Versioned loaded, Product product) {
        Form form = (Form) loaded;
        products.update(form.id)
                .expecting(form)
                .setAll(columns(product))
                .advancing(form::saved)
                .apply();
    }

    @Override
    public Optional<Product> currentState(ConflictException conflict) {
        return conflict.currentState(Row.class).map(ProductRows::product);
    }
}
