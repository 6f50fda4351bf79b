package io.versioning.internal.sql;

import java.sql.Types;
import java.util.Optional;

/** The types that a version column can have. */
public enum VersionWidth {
    /** 16 bits. */
    SMALLINT(Short.MAX_VALUE),
    /** 32 bits. */
    INTEGER(Integer.MAX_VALUE),
    /** 64 bits. */
    BIGINT(Long.MAX_VALUE);

    private final long largest;

    VersionWidth(long largest) {
        this.largest = largest;
    }

    /**
     * Returns the largest version that fits.
     *
     * @return the last value before an overflow
     */
    public long largest() {
        return largest;
    }

    /**
     * Finds the width of a column.
     *
     * @param column the column
     * @return its width, or empty if it is no counter
     */
    public static Optional<VersionWidth> of(Column column) {
        return switch (column.jdbcType()) {
            case Types.SMALLINT -> Optional.of(SMALLINT);
            case Types.INTEGER -> Optional.of(INTEGER);
            case Types.BIGINT -> Optional.of(BIGINT);
            default -> Optional.empty();
        };
    }
}
