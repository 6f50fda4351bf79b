package io.versioning.jpa.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hibernate.engine.spi.EntityKey;

/** The rows that were first written last: a transaction may write more of them than there is memory for. */
final class LastWritten extends LinkedHashMap<EntityKey, Optional<Object>> {

    private static final long serialVersionUID = 1L;

    private static final int MOST = 10_000;

    @Override
    protected boolean removeEldestEntry(Map.Entry<EntityKey, Optional<Object>> eldest) {
        return size() > MOST;
    }
}
