package io.versioning.bulk.jooq.internal;

import java.sql.ResultSet;
import org.jooq.tools.jdbc.DefaultResultSet;

/** The row that a result is at, as a result of one row; closing it leaves the other one open. Not thread-safe. */
final class OneRow extends DefaultResultSet {

    private boolean read;

    OneRow(ResultSet result) {
        super(result);
    }

    @Override
    public boolean next() {
        boolean first = !read;
        read = true;
        return first;
    }

    /** Whoever opened the result closes it. */
    @Override
    public void close() {}
}
