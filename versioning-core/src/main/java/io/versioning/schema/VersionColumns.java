package io.versioning.schema;

import io.versioning.DatabaseException;
import io.versioning.internal.text.SafeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The version column of a set of tables: adds it, takes it away again, gives its DDL as text, and checks that a schema is
 * ready for guarded writes.
 *
 * <pre>{@code
 * VersionColumns columns = VersionColumns.on("portfolio", "position");
 * columns.up(dataSource);                        // once, when the application is deployed
 * columns.requireReady(dataSource);              // each time that it starts
 * columns.upStatements(Database.POSTGRESQL);     // or as text, for Flyway or Liquibase
 * }</pre>
 *
 * <p>The column is {@code version bigint not null default 1} unless said otherwise. Existing rows get version 1, and so
 * does each row that is inserted by a writer that knows nothing of versions.
 *
 * <p>What {@link #up} creates it marks in the comment of the column and of the trigger's function, and {@link #down}
 * drops nothing else. Take the mark out of a comment to keep what it is on.
 *
 * <p>Over a {@code DataSource} names are looked up in the catalogue: as they were given, or as the database folds
 * unquoted names. Where nothing can be looked up, which is in the {@code ...Statements} and for the name of a column that
 * is yet to be added, a name in one case ({@code airport}, {@code AIRPORT}) is folded, and any other ({@code Airport},
 * {@code air port}) taken as it is. All names are quoted in the SQL; pass them without quotes.
 *
 * <p>Immutable and thread-safe. One connection is held at a time; it goes back as it was borrowed.
 */
public final class VersionColumns {

    private static final String DEFAULT_NAME = "version";
    private static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(5);

    private final Settings settings;

    private VersionColumns(Settings settings) {
        this.settings = settings;
    }

    /**
     * The version columns of tables in the connection's current schema.
     *
     * @param tables their names, without quotes
     * @return columns named {@code version} of type bigint, with a lock time-out of 5 seconds and no trigger
     * @throws IllegalArgumentException if there is none, one is named twice, or one can't be a name
     */
    public static VersionColumns on(String... tables) {
        return on(Arrays.stream(tables).map(VersionedTable::named).toList());
    }

    /**
     * The version columns of tables that are described in more detail.
     *
     * @param tables the tables; they are treated in this order
     * @return columns named {@code version} of type bigint, with a lock time-out of 5 seconds and no trigger
     * @throws IllegalArgumentException if there is none, or one is named twice
     */
    public static VersionColumns on(Collection<VersionedTable> tables) {
        if (tables.isEmpty()) {
            throw new IllegalArgumentException("tables: name at least one table");
        }
        Set<String> seen = new HashSet<>();
        for (VersionedTable table : tables) {
            if (!seen.add(table.schema().orElse("") + '\0' + table.name())) {
                throw new IllegalArgumentException("tables: " + table + " is named twice");
            }
        }
        return new VersionColumns(
                new Settings(new ArrayList<>(tables), DEFAULT_NAME, ColumnType.BIGINT, DEFAULT_LOCK_TIMEOUT, false));
    }

    /**
     * Returns version columns of another name.
     *
     * @param column the name, without quotes; {@code version} unless this is called
     * @return the columns
     * @throws IllegalArgumentException if that can't be a name
     */
    public VersionColumns named(String column) {
        return new VersionColumns(new Settings(
                settings.tables(),
                Names.require("column", column),
                settings.type(),
                settings.lockTimeout(),
                settings.trigger()));
    }

    /**
     * Returns version columns of another type. A column that is there already may be of any of these, or smallint.
     *
     * @param type the type of a column that is added; bigint unless this is called
     * @return the columns
     */
    public VersionColumns ofType(ColumnType type) {
        Objects.requireNonNull(type, "type");
        return new VersionColumns(
                new Settings(settings.tables(), settings.column(), type, settings.lockTimeout(), settings.trigger()));
    }

    /**
     * Returns version columns whose DDL waits for a busy table no longer than this.
     *
     * <p>Adding or dropping a column needs the table for itself. While a statement waits for that, all who come after it
     * wait behind it, readers too: keep this short, and try again at a quiet moment.
     *
     * @param limit how long to wait for each lock, from 1 millisecond to {@link Integer#MAX_VALUE} milliseconds; 5
     *     seconds unless this is called
     * @return the columns
     * @throws IllegalArgumentException if the limit is out of these bounds: zero would mean to wait for ever
     */
    public VersionColumns lockTimeout(Duration limit) {
        boolean tooLong = limit.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0;
        if (tooLong || limit.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "limit: must be from 1 to " + Integer.MAX_VALUE + " milliseconds, and was " + limit);
        }
        return new VersionColumns(
                new Settings(settings.tables(), settings.column(), settings.type(), limit, settings.trigger()));
    }

    /**
     * Returns version columns with a trigger, for writers that know nothing of versions. PostgreSQL only.
     *
     * <p>Before each update of a row, from whomever, the trigger sets {@code new.version := old.version + 1}, whatever
     * the statement says. So
     *
     * <ul>
     *   <li>an update that does not mention the version advances it by 1;
     *   <li>an update that sets the version by hand, also to itself, advances it by 1 all the same, and what it had set is
     *       lost without an error;
     *   <li>a guarded write, which sets {@code version = version + 1}, comes to the same number: still 1 more;
     *   <li>{@code insert ... on conflict do update} and {@code merge} advance the rows that they update by 1;
     *   <li>an insert keeps the version that it sets, or gets the column's default;
     *   <li>an update of a row whose version is the largest that fits fails.
     * </ul>
     *
     * <p>It does not fire for rows that arrive by logical replication, or where {@code session_replication_role} is
     * {@code replica}: those bring their versions with them. Triggers fire in the order of their names: one that sorts
     * after {@code versioning_advance} and sets the version has the last word. On a partitioned table it is on all
     * partitions, also those to come.
     *
     * @return the columns; on H2, which runs triggers in Java only, all that is done with them throws
     *     {@code IllegalStateException}
     */
    public VersionColumns withTrigger() {
        return new VersionColumns(
                new Settings(settings.tables(), settings.column(), settings.type(), settings.lockTimeout(), true));
    }

    /**
     * Adds the column, and the trigger if it was asked for, to each table that does not have them.
     *
     * <p>Looks at all tables first, and changes nothing if one of them can't be brought there: no such table, or a column
     * of that name that is nullable, generated or no counter. A column that fits is left as it is, and so is its default
     * or the lack of one. May be called again at any time, and on PostgreSQL by several processes at once.
     *
     * <p>Then each table is changed in a transaction of its own, in the order in which they were given, under an
     * exclusive lock on it. On PostgreSQL that lock is short: the rows are not touched. H2 copies the table, and commits
     * each statement by itself; as it does not survive it if two sessions alter one table at once, one thread of a JVM
     * does so at a time, and several JVMs must not use one H2 server for this at once.
     *
     * @param dataSource where the tables are; the role must own them
     * @return what was done to each table, in their order; nothing was done where {@link TableChange#changed} says so
     * @throws SchemaUnsuitableException if a table can't be brought there; nothing was changed
     * @throws SchemaChangeException if the DDL on a table fails, for example because it is busy; that table is as it was,
     *     and those before it are done
     * @throws DatabaseException if the database can't be asked, or is neither PostgreSQL nor H2
     * @throws IllegalArgumentException if the column is part of a key, or its name is too long for the database
     * @throws IllegalStateException if the trigger was asked for on H2
     */
    public List<TableChange> up(DataSource dataSource) {
        return migrate(dataSource, new UpPlanner(settings));
    }

    /**
     * Drops from each table what {@link #up} has created: the trigger and its function, be they asked for or not, and the
     * column with all versions in it.
     *
     * <p>A column that was there before is left, and so is one that was added by SQL without the mark; the summary of its
     * table says so. Works as {@link #up} does in all else.
     *
     * @param dataSource where the tables are; the role must own them
     * @return what was done to each table, in their order
     * @throws SchemaUnsuitableException if there is no such table; nothing was changed
     * @throws SchemaChangeException if the DDL on a table fails, for example because a view shows the column; that table
     *     is as it was, and those before it are done
     * @throws DatabaseException if the database can't be asked, or is neither PostgreSQL nor H2
     * @throws IllegalStateException if the trigger was asked for on H2
     */
    public List<TableChange> down(DataSource dataSource) {
        return migrate(dataSource, new DownPlanner(true));
    }

    /**
     * Drops from each table the trigger and its function that {@link #up} has created, and leaves the column.
     *
     * @param dataSource where the tables are; the role must own them
     * @return what was done to each table, in their order
     * @throws SchemaUnsuitableException if there is no such table; nothing was changed
     * @throws SchemaChangeException if the DDL on a table fails; that table is as it was, and those before it are done
     * @throws DatabaseException if the database can't be asked, or is neither PostgreSQL nor H2
     */
    public List<TableChange> dropTrigger(DataSource dataSource) {
        return migrate(dataSource, new DownPlanner(false));
    }

    private List<TableChange> migrate(DataSource dataSource, Planner planner) {
        return new Migration(Objects.requireNonNull(dataSource, "dataSource"), settings.complete(), planner).run();
    }

    /**
     * Returns what {@link #up} does to tables that have no version column, as SQL for a migration tool.
     *
     * <p>Each statement is executed by itself, in this order; on PostgreSQL in one transaction, which the lock time-out is
     * set for. They fail where the column is there already, and bear the mark by which {@link #down} knows its own.
     *
     * @param database which database to write for
     * @return the statements, without semicolons
     * @throws IllegalArgumentException if the column is part of a key, or a name is too long for the database
     * @throws IllegalStateException if the trigger was asked for on H2
     */
    public List<String> upStatements(Database database) {
        return new Script(settings.complete(), database).up();
    }

    /**
     * Returns the SQL that undoes {@link #upStatements}.
     *
     * <p>It can't tell who created the column, and drops it without asking: use it only where {@code upStatements} ran.
     *
     * @param database which database to write for
     * @return the statements, without semicolons
     * @throws IllegalArgumentException if the column is part of a key, or a name is too long for the database
     * @throws IllegalStateException if the trigger was asked for on H2
     */
    public List<String> downStatements(Database database) {
        return new Script(settings.complete(), database).down();
    }

    /**
     * Tells whether the tables are ready for guarded writes, from the catalogue alone.
     *
     * <p>Takes one transaction, which writes nothing, and a handful of statements for each table. Rows are not read, so
     * that it is fit for the start of an application.
     *
     * @param dataSource where the tables are
     * @return what is wrong, and what is worth knowing
     * @throws DatabaseException if the database can't be asked, or is neither PostgreSQL nor H2
     * @throws IllegalStateException if the trigger was asked for on H2
     */
    public Readiness check(DataSource dataSource) {
        return new ReadinessCheck(settings.complete(), false).run(Objects.requireNonNull(dataSource, "dataSource"));
    }

    /**
     * Tells whether the tables are ready, and also whether the versions of their rows are: none is null or below zero,
     * none has passed half of what its column can hold.
     *
     * <p>Reads each table once as a whole, which takes its time on a large one.
     *
     * @param dataSource where the tables are
     * @return what is wrong, and what is worth knowing
     * @throws DatabaseException if the database can't be asked, or is neither PostgreSQL nor H2
     * @throws IllegalStateException if the trigger was asked for on H2
     */
    public Readiness checkRows(DataSource dataSource) {
        return new ReadinessCheck(settings.complete(), true).run(Objects.requireNonNull(dataSource, "dataSource"));
    }

    /**
     * Makes sure that {@link #check} finds no problem.
     *
     * @param dataSource where the tables are
     * @throws SchemaUnsuitableException if there are problems; its message lists them with what to do
     * @throws DatabaseException if the database can't be asked, or is neither PostgreSQL nor H2
     * @throws IllegalStateException if the trigger was asked for on H2
     */
    public void requireReady(DataSource dataSource) {
        check(dataSource).throwIfNotReady();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VersionColumns that && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    @Override
    public String toString() {
        return "VersionColumns[%s on %s, %s, lock time-out %s%s]"
                .formatted(
                        SafeText.of(settings.column()),
                        settings.tables(),
                        settings.type().sql(),
                        settings.lockTimeout(),
                        settings.trigger() ? ", with trigger" : "");
    }
}
