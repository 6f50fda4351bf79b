package io.versioning.jdbc;

import io.versioning.DatabaseException;
import io.versioning.Expecting;
import io.versioning.RetryPolicy;
import io.versioning.TableUnsuitableException;
import io.versioning.internal.write.GuardedSql;
import io.versioning.internal.write.Ids;
import io.versioning.internal.write.Parameter;
import io.versioning.internal.write.Precondition;
import io.versioning.internal.write.RowImage;
import io.versioning.internal.write.RowStore;
import io.versioning.internal.write.Statement;
import io.versioning.transaction.TransactionSource;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows are read with their version, and written only at the version that the caller expects.
 *
 * <p>The table is checked against the catalogue once, before the first statement on it; that takes a handful of
 * statements on the same connection. From then on a write that succeeds takes one statement, and a conflict two.
 *
 * <p>All methods throw {@link TableUnsuitableException} if the table is not fit for guarded writes, and
 * {@link DatabaseException} if the database can't be asked. Immutable, and as thread-safe as the {@link JdbcVersioning}
 * that it comes from.
 */
public final class GuardedTable {

    private static final int IDS_PER_STATEMENT = 500;

    private final TableSpec spec;
    private final RowStore store;

    GuardedTable(TableSpec spec, RowStore store) {
        this.spec = spec;
        this.store = store;
    }

    /**
     * Returns this table in the transaction of a connection of the caller's: see {@link JdbcVersioning#within}.
     *
     * @param connection an open connection to the same database, with autocommit off
     * @return the table
     */
    public GuardedTable within(Connection connection) {
        return new GuardedTable(
                spec, store.through(TransactionSource.joining(Objects.requireNonNull(connection, "connection"))));
    }

    /**
     * Checks the table now, instead of with the first statement on it: good at the start of an application.
     *
     * @throws TableUnsuitableException if the table is not fit for guarded writes, saying why
     */
    public void check() {
        store.check(spec.request());
    }

    /**
     * Reads a row with its version, in one statement.
     *
     * @param id its id
     * @return the row, or empty if there is none
     */
    public Optional<Row> read(Object id) {
        List<Object> key = Ids.key(requireId(id));
        return rows(sql -> sql.read(sql.key(key))).stream().findFirst();
    }

    /**
     * Reads rows with their versions, in one statement for every 500 ids.
     *
     * @param ids their ids
     * @return the rows that exist, in no particular order
     */
    public List<Row> readAll(Collection<?> ids) {
        List<Object> all = new ArrayList<>(ids);
        List<Row> rows = new ArrayList<>();
        for (int from = 0; from < all.size(); from += IDS_PER_STATEMENT) {
            List<Object> some = all.subList(from, Math.min(all.size(), from + IDS_PER_STATEMENT));
            rows.addAll(rows(sql -> byIds(sql, some)));
        }
        return rows;
    }

    private static Statement byIds(GuardedSql sql, List<Object> ids) {
        List<Parameter> parameters = new ArrayList<>();
        ids.forEach(id -> parameters.addAll(sql.key(Ids.key(requireId(id)))));
        String oneRow = "(" + sql.keyCondition("") + ")";
        return sql.read(String.join(" or ", Collections.nCopies(ids.size(), oneRow)), parameters);
    }

    /**
     * Reads the rows that a condition holds for, with their versions, in one statement.
     *
     * @param condition an SQL condition, which may be followed by an order: {@code "state = ? order by name"}. It goes
     *     into the statement as it is, so it must not be made of user input; pass that in {@code values}
     * @param values the values of its place holders
     * @return the rows
     */
    public List<Row> readWhere(String condition, @Nullable Object... values) {
        List<Parameter> parameters =
                Arrays.stream(values).map(Parameter::untyped).toList();
        return rows(sql -> sql.read(condition, parameters));
    }

    private List<Row> rows(Function<GuardedSql, Statement> statement) {
        return toRows(store.read(spec.request(), statement));
    }

    private List<Row> toRows(List<RowImage> images) {
        return images.stream().map(image -> Row.of(spec.entity(), image)).toList();
    }

    /** Reads a row, and refuses to do so inside a transaction of the caller's. */
    Optional<Row> readAlone(Object id) {
        List<Object> key = Ids.key(requireId(id));
        return toRows(store.readAlone(spec.request(), sql -> sql.read(sql.key(key)))).stream()
                .findFirst();
    }

    /**
     * Begins the insert of a row with an id of the caller's.
     *
     * @param id its id
     * @return the insert
     */
    public GuardedInsert insert(Object id) {
        return GuardedInsert.of(spec, store, requireId(id));
    }

    /**
     * Begins the insert of a row whose id the database generates.
     *
     * @return the insert
     */
    public GuardedInsert insert() {
        return GuardedInsert.of(spec, store, null);
    }

    /**
     * Begins the update of a row.
     *
     * @param id its id
     * @return the question for the expected version
     */
    public Expecting<GuardedUpdate> update(Object id) {
        return expecting(id, version -> GuardedUpdate.of(new Target(spec, store, id, new Precondition(version))));
    }

    /**
     * Begins the delete of a row.
     *
     * @param id its id
     * @return the question for the expected version
     */
    public Expecting<GuardedDelete> delete(Object id) {
        return expecting(id, version -> new GuardedDelete(new Target(spec, store, id, new Precondition(version))));
    }

    /**
     * Begins to advance a row's version without any other change, because something that belongs to it has changed.
     *
     * @param id its id
     * @return the question for the expected version
     */
    public Expecting<GuardedTouch> touch(Object id) {
        return expecting(id, version -> new GuardedTouch(new Target(spec, store, id, new Precondition(version))));
    }

    private <W> Expecting<W> expecting(Object id, LongFunction<W> next) {
        return Expecting.of(spec.entity(), id, next);
    }

    /**
     * Returns updates that read the row anew and try again when they run into a conflict: see {@link Retrying}.
     *
     * @param attempts how often to try, the first time included; 1 or more
     * @return the updates
     * @throws IllegalArgumentException if {@code attempts} is less than 1
     */
    public Retrying retrying(int attempts) {
        return retrying(RetryPolicy.attempts(attempts));
    }

    /**
     * Returns updates that read the row anew and try again when they run into a conflict: see {@link Retrying}.
     *
     * @param policy how often to try, and how long to wait
     * @return the updates
     */
    public Retrying retrying(RetryPolicy policy) {
        return new Retrying(this, policy);
    }

    String entityName() {
        return spec.entity();
    }

    private static Object requireId(@Nullable Object id) {
        if (id == null) {
            throw new IllegalArgumentException("id: is null; pass the id of a row");
        }
        return id;
    }

    @Override
    public String toString() {
        return "GuardedTable[" + spec + "]";
    }
}
