package io.versioning.examples.docs;

import io.versioning.ConflictException;
import io.versioning.event.Actor;
import io.versioning.event.ConflictEvent;
import io.versioning.event.ConflictListener;
import io.versioning.event.ConflictLogger;
import io.versioning.jdbc.JdbcVersioning;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.slf4j.event.Level;

/** Counts conflicts by table, and names the user who ran into one. */
public final class ListeningToConflicts {

    private static final ThreadLocal<String> USER = ThreadLocal.withInitial(() -> "nobody");

    private ListeningToConflicts() {}

    // tag::listener[]
    /** Thread-safe, as every listener must be. */
    static final class ConflictCounts implements ConflictListener {

        private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

        @Override
        public void onConflict(ConflictEvent event) {
            counts.computeIfAbsent(event.conflict().entity(), entity -> new LongAdder())
                    .increment();
        }
    }
    // end::listener[]

    private static void lose(JdbcVersioning versioning) {
        try {
            versioning.table("airport", "iata").touch("ORD").expecting(7).apply();
        } catch (ConflictException e) {
            System.out.println(e.getMessage());
        }
    }

    private static JdbcVersioning anotherLog(JdbcVersioning versioning) {
        // tag::another-log[]
        JdbcVersioning warning = versioning
                .withoutListeners()
                .withListeners(ConflictLogger.atInfo().atLevel(Level.WARN));
        // end::another-log[]
        return warning;
    }

    public static void main(String[] args) {
        try (Sandbox sandbox = Sandbox.open("listening")) {
            ConflictCounts counts = new ConflictCounts();
            USER.set("maria");
            JdbcVersioning versioning = entry(sandbox.dataSource(), counts);
            lose(versioning);
            lose(anotherLog(versioning));
            System.out.println(counts.counts); // {airport=1}
        }
    }

    private static JdbcVersioning entry(DataSource dataSource, ConflictCounts counts) {
        // tag::listening[]
        Actor user = () -> Optional.ofNullable(USER.get()); // instead of the MDC
        JdbcVersioning versioning =
                JdbcVersioning.over(dataSource).withActor(user).withListeners(counts); // besides the log
        // end::listening[]
        return versioning;
    }
}
