package io.versioning.bulk.jpa;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Persistence units, as applications make them. */
final class Units {

    private Units() {}

    static EntityManagerFactory of(DataSource source, Map<String, ?> settings, List<Class<?>> entities) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("jakarta.persistence.nonJtaDataSource", source);
        all.put("hibernate.loaded_classes", entities);
        all.put("jakarta.persistence.validation.mode", "none");
        return Persistence.createEntityManagerFactory("bulk", all);
    }
}
