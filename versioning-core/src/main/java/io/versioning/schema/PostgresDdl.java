package io.versioning.schema;

import com.google.errorprone.annotations.Immutable;
import io.versioning.internal.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** DDL of PostgreSQL, where a column with a constant default is added without touching the rows. */
@Immutable
final class PostgresDdl implements Ddl {

    @Override
    public List<String> addColumn(Names names, ColumnType type) {
        return List.of("""
                alter table %s
                  add column %s %s not null default 1""".formatted(names.table(), names.column(), type.sql()), """
                comment on column %s.%s is '%s'""".formatted(
                        names.table(), names.column(), Marker.COLUMN));
    }

    @Override
    public List<String> createTrigger(Names names) {
        List<String> statements = new ArrayList<>(createFunction(names));
        statements.add("""
                create trigger %s
                  before update on %s
                  for each row execute function %s()""".formatted(Identifiers.quote(Names.TRIGGER), names.table(), names.function()));
        return statements;
    }

    @Override
    public List<String> createFunction(Names names) {
        String body = body(names);
        return List.of("""
                create or replace function %1$s() returns trigger
                language plpgsql as %2$s%3$s%2$s""".formatted(names.function(), dollarQuote(body), body), """
                comment on function %s() is '%s'""".formatted(
                        names.function(), Marker.FUNCTION));
    }

    /** A tag that the text does not hold: a column may be named anything. */
    private static String dollarQuote(String text) {
        String tag = "$versioning$";
        for (int i = 1; text.contains(tag); i++) {
            tag = "$versioning" + i + "$";
        }
        return tag;
    }

    @Override
    public String body(Names names) {
        return """

                begin
                  new.%1$s := old.%1$s + 1;
                  return new;
                end
                """.formatted(names.column());
    }

    @Override
    public boolean isTransactional() {
        return true;
    }

    /** Ends with the transaction. */
    @Override
    public String lockTimeout(long millis) {
        return "set local lock_timeout = %d".formatted(millis);
    }

    @Override
    public Optional<String> currentLockTimeout() {
        return Optional.empty();
    }
}
