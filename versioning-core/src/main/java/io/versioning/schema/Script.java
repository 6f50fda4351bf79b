package io.versioning.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Puts the DDL of all tables together for a database that can't be looked at; executes nothing. */
final class Script {

    private final Settings settings;
    private final Database database;
    private final Ddl ddl;

    Script(Settings settings, Database database) {
        this.settings = settings;
        this.database = Objects.requireNonNull(database, "database");
        this.ddl = database.ddl();
    }

    List<String> up() {
        List<String> statements = begin();
        for (VersionedTable table : settings.tables()) {
            Names names = Names.unseen(table, settings.column(), database);
            statements.addAll(ddl.addColumn(names, settings.type()));
            statements.addAll(settings.trigger() ? ddl.createTrigger(names) : List.of());
        }
        return List.copyOf(statements);
    }

    List<String> down() {
        List<String> statements = begin();
        for (VersionedTable table : settings.tables()) {
            Names names = Names.unseen(table, settings.column(), database);
            statements.addAll(settings.trigger() ? ddl.dropTrigger(names, Names.TRIGGER) : List.of());
            statements.addAll(ddl.dropColumn(names));
        }
        return List.copyOf(statements);
    }

    /** A limit that would outlast the script is left to whoever runs it. */
    private List<String> begin() {
        if (settings.trigger()) {
            ddl.requireTrigger();
        }
        List<String> statements = new ArrayList<>();
        if (ddl.currentLockTimeout().isEmpty()) {
            statements.add(ddl.lockTimeout(settings.lockTimeout().toMillis()));
        }
        return statements;
    }
}
