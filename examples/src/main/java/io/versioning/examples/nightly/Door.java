package io.versioning.examples.nightly;

import javax.sql.DataSource;

/** What the feed is written over: all of it comes to the same. */
enum Door {
    JDBC,
    JOOQ,
    JPA;

    Writing open(DataSource dataSource) {
        return switch (this) {
            case JDBC -> JdbcDoor.over(dataSource);
            case JOOQ -> JooqDoor.over(dataSource);
            case JPA -> JpaDoor.over(dataSource);
        };
    }
}
