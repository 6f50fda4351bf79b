package io.versioning.schema;

/** The type of a version column that is added. A counter is all that it may be: a time is no version. */
public enum ColumnType {
    /** 32 bits: 2,147,483,647 updates of one row. */
    INTEGER("integer"),
    /** 64 bits: more updates of one row than will ever be made. */
    BIGINT("bigint");

    private final String sql;

    ColumnType(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }
}
