package io.versioning.jpa.internal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What lies under the exceptions of a persistence provider, whose outermost one says little. */
final class ProviderFailure {

    private ProviderFailure() {}

    /** An exception and its causes, from the outside in. */
    static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable link = thrown; link != null && seen.add(link); link = link.getCause()) {
            chain.add(link);
        }
        return chain;
    }

    /** The database's error in a chain. */
    static Optional<SQLException> sql(Throwable thrown) {
        return chain(thrown).stream()
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst();
    }
}
