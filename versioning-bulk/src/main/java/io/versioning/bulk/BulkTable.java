package io.versioning.bulk;

import io.versioning.Expecting;
import io.versioning.bulk.internal.BulkSetup;
import io.versioning.bulk.internal.BulkStore;
import io.versioning.bulk.internal.RowSource;
import io.versioning.bulk.internal.Stamps;
import io.versioning.bulk.internal.Target;
import io.versioning.bulk.internal.Way;
import io.versioning.event.Actor;
import io.versioning.internal.sql.TableRequest;
import io.versioning.internal.write.RowImage;
import io.versioning.internal.write.StateReader;
import io.versioning.jdbc.TableSpec;
import io.versioning.transaction.TransactionSource;
import java.sql.Connection;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A table of which many rows are written at once over plain JDBC, and each is judged by itself. The current state of a
 * conflict is a map of all columns.
 *
 * <p>Immutable and thread-safe; within a connection of the caller's no more so than that is.
 */
public final class BulkTable extends Bulk<RowChange, BulkTable> {

    private BulkTable(BulkSetup<RowChange> setup) {
        super(setup);
    }

    static BulkTable of(TableSpec spec, BulkStore store, Actor actor) {
        TableRequest table =
                new TableRequest(spec.schema().orElse(null), spec.name(), spec.idColumns(), spec.versionColumn());
        Target target = new Target(table, spec.entity(), StateReader.of(RowImage::values), stamps(spec, actor));
        return new BulkTable(new BulkSetup<>(store, target, RowChange::described, Way.USUAL));
    }

    private static Supplier<Stamps> stamps(TableSpec spec, Actor actor) {
        Stamps.Columns columns = new Stamps.Columns(spec.timeStamps(), spec.actorStamps());
        return () -> new Stamps(
                columns, columns.actors().isEmpty() ? null : actor.current().orElse(null));
    }

    @Override
    protected BulkTable with(BulkSetup<RowChange> other) {
        return new BulkTable(other);
    }

    /** Returns this table written in the way that any database takes. */
    BulkTable portably() {
        return with(setup().in(setup().store().portable()));
    }

    /**
     * Returns this table in a transaction of the caller's.
     *
     * @param connection an open connection without autocommit; it is neither committed nor rolled back nor closed
     * @return the table
     */
    public BulkTable within(Connection connection) {
        TransactionSource joining = TransactionSource.joining(Objects.requireNonNull(connection, "connection"));
        return with(setup().in(setup().store().through(joining)));
    }

    /**
     * Begins an update of one row.
     *
     * @param id its id
     * @return what asks for the expected version
     */
    public Expecting<RowChange> update(Object id) {
        return change(id, RowSource.Action.UPDATE);
    }

    /**
     * Begins a touch of one row, which advances its version and changes nothing else.
     *
     * @param id its id
     * @return what asks for the expected version
     */
    public Expecting<RowChange> touch(Object id) {
        return change(id, RowSource.Action.TOUCH);
    }

    /**
     * Begins a delete of one row.
     *
     * @param id its id
     * @return what asks for the expected version
     */
    public Expecting<RowChange> delete(Object id) {
        return change(id, RowSource.Action.DELETE);
    }

    private Expecting<RowChange> change(Object id, RowSource.Action action) {
        Target target = setup().target();
        return Expecting.of(
                target.entity(), id, expected -> RowChange.of(target.table(), target.entity(), id, expected, action));
    }
}
