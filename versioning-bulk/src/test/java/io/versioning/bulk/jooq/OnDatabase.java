package io.versioning.bulk.jooq;

import static io.versioning.bulk.jooq.generated.Tables.ACCOUNT;
import static io.versioning.bulk.jooq.generated.Tables.FLIGHT;

import io.versioning.BulkUpdateResult;
import io.versioning.Conflict;
import io.versioning.Outcome;
import io.versioning.bulk.jooq.generated.tables.records.AccountRecord;
import io.versioning.bulk.jooq.generated.tables.records.FlightRecord;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.StatementProbe;
import io.versioning.testkit.fixture.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test class that has a fresh database for each test, with {@value #ROWS} accounts and flights in it, at version 1. */
abstract class OnDatabase {

    static final int ROWS = 20;

    private final DatabaseKind kind;
    final StatementProbe probe = new StatementProbe();
    TestDatabase database;
    DSLContext dsl;
    JooqBulkVersioning bulks;
    BulkRecords<AccountRecord> accounts;
    BulkRecords<FlightRecord> flights;

    OnDatabase(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        database = kind.open();
        database.execute(Ddl.ACCOUNT.formatted(""), Ddl.FLIGHT.formatted(""), Ddl.SEAT.formatted(""));
        dsl = using(database.dataSource());
        for (long id = 1; id <= ROWS; id++) {
            dsl.insertInto(ACCOUNT, ACCOUNT.ID, ACCOUNT.OWNER, ACCOUNT.BALANCE)
                    .values(id, "owner " + id, 5)
                    .execute();
            dsl.insertInto(FLIGHT, FLIGHT.ID, FLIGHT.GATE, FLIGHT.SEATS)
                    .values(id, new Gate('A', (int) id), 5)
                    .execute();
        }
        bulks = JooqBulkVersioning.over(using(probe.watch(database.dataSource())))
                .withoutListeners();
        accounts = bulks.table(ACCOUNT);
        flights = bulks.table(FLIGHT);
    }

    @AfterEach
    void close() {
        database.close();
    }

    final boolean isPostgres() {
        return kind == DatabaseKind.POSTGRES;
    }

    final SQLDialect dialect() {
        return isPostgres() ? SQLDialect.POSTGRES : SQLDialect.H2;
    }

    final DSLContext using(DataSource source) {
        return DSL.using(source, dialect());
    }

    final DSLContext using(Connection connection) {
        return DSL.using(connection, dialect());
    }

    final Connection transaction() throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    final AccountRecord account(long id) {
        return dsl.fetchSingle(ACCOUNT, ACCOUNT.ID.eq(id));
    }

    final FlightRecord flight(long id) {
        return dsl.fetchSingle(FLIGHT, FLIGHT.ID.eq(id));
    }

    final List<AccountRecord> read(long... ids) {
        List<AccountRecord> records = new ArrayList<>();
        Arrays.stream(ids).forEach(id -> records.add(account(id)));
        return records;
    }

    /** Another writer's work on an account: from one version to the next. */
    final void advance(long id) {
        dsl.update(ACCOUNT)
                .set(ACCOUNT.VERSION, ACCOUNT.VERSION.plus(1))
                .where(ACCOUNT.ID.eq(id))
                .execute();
    }

    static List<Outcome> outcomes(BulkUpdateResult<?, ?> result) {
        return new ArrayList<>(result.outcomes());
    }

    static Conflict conflict(Outcome outcome) {
        if (outcome instanceof Outcome.Conflicted conflicted) {
            return conflicted.conflict();
        }
        throw new AssertionError("no conflict: " + outcome);
    }

    /** All that a record knows: values, the values that it was loaded with, and what was changed. */
    static List<List<Object>> image(Record record) {
        List<List<Object>> image = new ArrayList<>();
        for (Field<?> field : record.fields()) {
            image.add(Arrays.asList(field.getName(), record.get(field), record.original(field), record.changed(field)));
        }
        return image;
    }
}
