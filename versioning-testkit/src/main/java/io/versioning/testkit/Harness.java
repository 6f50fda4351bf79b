package io.versioning.testkit;

import io.versioning.event.ConflictEvent;
import io.versioning.event.ConflictListener;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A subject on a database, with the contract's own view of what is stored: plain SQL that knows nothing of the adapter
 * under test.
 *
 * <p>The database is opened by the first test that needs it, and shared by all tests of a class; each test makes rows of
 * its own. Thread-safe.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public final class Harness<ID, S> {

    /** How many connections {@link #pool()} has. */
    public static final int POOLED = 24;

    private final DatabaseKind kind;
    private final Subject<ID, S> subject;
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<ConflictEvent> events = new CopyOnWriteArrayList<>();
    private @Nullable TestDatabase database;
    private @Nullable LendingPool pool;
    private @Nullable GuardedRows<ID, S> rows;

    private Harness(DatabaseKind kind, Subject<ID, S> subject) {
        this.kind = kind;
        this.subject = subject;
    }

    /**
     * A subject on a kind of database; nothing is opened yet.
     *
     * @param kind the database
     * @param subject the subject
     * @param <ID> the type of the ids
     * @param <S> the type of the states
     * @return the harness
     */
    public static <ID, S> Harness<ID, S> of(DatabaseKind kind, Subject<ID, S> subject) {
        return new Harness<>(kind, subject);
    }

    /**
     * Returns the database, with the subject's schema in it.
     *
     * @return the database, opened by the first call
     */
    public synchronized TestDatabase database() {
        if (database == null) {
            TestDatabase opened = kind.open();
            opened.execute(subject.schema(kind).toArray(String[]::new));
            database = opened;
        }
        return database;
    }

    /**
     * Returns the subject.
     *
     * @return the subject
     */
    public Subject<ID, S> subject() {
        return subject;
    }

    /**
     * Returns a pool over the database, for up to {@value #POOLED} writers at once.
     *
     * @return the same pool each time
     */
    public synchronized LendingPool pool() {
        if (pool == null) {
            pool = database().pooled(POOLED);
        }
        return pool;
    }

    /**
     * Returns the rows as written by the library in its own transactions.
     *
     * @return the same rows each time, over {@link #pool()}
     */
    public synchronized GuardedRows<ID, S> rows() {
        if (rows == null) {
            rows = rows(pool());
        }
        return rows;
    }

    /**
     * Returns the rows as written by the library in its own transactions.
     *
     * @param dataSource a data source over {@link #database()}, such as one that is watched
     * @return the rows
     */
    public GuardedRows<ID, S> rows(DataSource dataSource) {
        return subject.owning(dataSource, listener());
    }

    /**
     * Begins a transaction of a caller's.
     *
     * @return the transaction; to be closed
     */
    public OpenTransaction<ID, S> begin() {
        return begin(pool());
    }

    /**
     * Begins a transaction of a caller's.
     *
     * @param dataSource a data source over {@link #database()}
     * @return the transaction; to be closed
     */
    public OpenTransaction<ID, S> begin(DataSource dataSource) {
        return subject.begin(dataSource, listener());
    }

    /**
     * Returns the listener that keeps what {@link #events} tells.
     *
     * @return the listener, for adapters that are made besides {@link #rows()}
     */
    public ConflictListener listener() {
        return new ConflictListener() {
            @Override
            public void onConflict(ConflictEvent event) {
                events.add(event);
            }
        };
    }

    /**
     * Returns the events of conflicts on a row.
     *
     * @param id the row's id
     * @return what listeners were told so far, in order
     */
    public List<ConflictEvent> events(ID id) {
        return events.stream().filter(event -> event.conflict().id().equals(id)).toList();
    }

    /**
     * Returns an id that no row has.
     *
     * @return a new id with each call
     */
    public ID newId() {
        return subject.id(numbers.incrementAndGet());
    }

    /**
     * Returns a state that no row has.
     *
     * @return a new state with each call
     */
    public S newState() {
        return subject.state(numbers.incrementAndGet());
    }

    /**
     * Makes a row through the adapter.
     *
     * @return the id of a row at version 1
     */
    public ID newRow() {
        ID id = newId();
        rows().insert(id, newState());
        return id;
    }

    /**
     * Makes a row, and sets its version behind the library's back.
     *
     * @param version the version
     * @return the id of a row at that version
     */
    public ID newRowAt(long version) {
        ID id = newRow();
        set(id, version);
        return id;
    }

    /**
     * Sets a row's version behind the library's back.
     *
     * @param id the row's id
     * @param version the version
     */
    public void set(ID id, long version) {
        behind("update %s set %s = " + version + " where %s", id);
    }

    /**
     * Lets another writer update a row, who advances the version and commits.
     *
     * @param id the row's id
     */
    public void anotherWriterUpdates(ID id) {
        String column = subject.storage().versionColumn();
        behind("update %s set %s = " + column + " + 1 where %s", id);
    }

    /**
     * Lets another writer delete a row, who commits.
     *
     * @param id the row's id
     */
    public void anotherWriterDeletes(ID id) {
        behind("delete from %1$s where %3$s", id);
    }

    private void behind(String statement, ID id) {
        String sql = sql(statement);
        try (Connection connection = pool().getConnection();
                PreparedStatement prepared = connection.prepareStatement(sql)) {
            bind(prepared, id);
            if (prepared.executeUpdate() != 1) {
                throw new IllegalStateException("one row was expected by: " + sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /**
     * Returns the committed version of a row.
     *
     * @param id the row's id
     * @return its version, or empty if there is no such row
     */
    public OptionalLong storedVersion(ID id) {
        String sql = sql("select %2$s from %1$s where %3$s");
        try (Connection connection = pool().getConnection();
                PreparedStatement prepared = connection.prepareStatement(sql)) {
            bind(prepared, id);
            try (ResultSet found = prepared.executeQuery()) {
                return found.next() ? OptionalLong.of(found.getLong(1)) : OptionalLong.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /**
     * Returns the committed state of a row, read through the adapter.
     *
     * @param id the id of a row that exists
     * @return its state
     */
    public S storedState(ID id) {
        return rows().read(id).orElseThrow().state();
    }

    private String sql(String statement) {
        Subject.Storage storage = subject.storage();
        String key = storage.idColumns().stream().map(column -> column + " = ?").collect(Collectors.joining(" and "));
        return statement.formatted(storage.table(), storage.versionColumn(), key);
    }

    private void bind(PreparedStatement prepared, ID id) throws SQLException {
        List<Object> key = new ArrayList<>(subject.key(id));
        for (int part = 0; part < key.size(); part++) {
            prepared.setObject(part + 1, key.get(part));
        }
    }
}
