package io.versioning.bulk.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A savepoint for each piece, in a transaction that goes on after it. */
final class Savepoints implements ChunkScope {

    private final Connection connection;
    private @Nullable Savepoint savepoint;

    Savepoints(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void begin() throws SQLException {
        savepoint = connection.setSavepoint();
    }

    /** What waits for the end of the caller's transaction goes on waiting. */
    @Override
    public void settle() {}

    @Override
    public void keep() throws SQLException {
        connection.releaseSavepoint(Objects.requireNonNull(savepoint));
        savepoint = null;
    }

    @Override
    public void undo() throws SQLException {
        Savepoint begun = savepoint;
        if (begun != null) {
            savepoint = null;
            connection.rollback(begun);
            connection.releaseSavepoint(begun);
        }
    }

    @Override
    public boolean commits() {
        return false;
    }
}
