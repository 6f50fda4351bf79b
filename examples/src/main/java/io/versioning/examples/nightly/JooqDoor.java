package io.versioning.examples.nightly;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.versioning.bulk.jooq.BulkRecords;
import io.versioning.bulk.jooq.JooqBulkVersioning;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.tools.jdbc.JDBCUtils;

/** The feed over jOOQ. With generated code there is a constant for each of these fields. */
final class JooqDoor {

    private static final Table<Record> FLIGHT = table(name("flight"));
    private static final Field<Long> ID = field(name("id"), Long.class);
    private static final Field<String> UPDATED_BY = field(name("updated_by"), String.class);

    private static final Map<String, Field<?>> FIELDS = Stream.of(
                    field(name("destination"), String.class),
                    field(name("departure"), LocalDateTime.class),
                    field(name("gate"), String.class),
                    field(name("status"), String.class),
                    field(name("seats"), Integer.class))
            .collect(Collectors.toMap(Field::getName, field -> field));

    private JooqDoor() {}

    static Writing over(DataSource dataSource) {
        DSLContext dsl = DSL.using(dataSource, dialect(dataSource));
        // tag::jooq[]
        BulkRecords<Record> flights = Writing.careful(JooqBulkVersioning.over(dsl)
                .withoutListeners()
                .withActor(() -> Optional.of(NightlyFeed.ACTOR))
                .table(FLIGHT, ID)
                .stampingActor(UPDATED_BY));
        return feed -> flights.stream(
                feed,
                line -> flights.update(line.seen().id()).expecting(line.seen()).setAll(fields(line)));
        // end::jooq[]
    }

    private static Map<Field<?>, Object> fields(FeedLine line) {
        return line.changes().entrySet().stream()
                .collect(Collectors.toMap(change -> FIELDS.get(change.getKey()), Map.Entry::getValue));
    }

    private static SQLDialect dialect(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return JDBCUtils.dialect(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The database can't be reached", e);
        }
    }
}
