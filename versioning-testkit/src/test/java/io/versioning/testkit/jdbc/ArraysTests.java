package io.versioning.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.Row;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.sql.SQLException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An array that was read is written back as it was. */
class ArraysTests {

    @Nested
    @RunsOn(DatabaseKind.H2)
    class H2 extends Cases {
        H2() {
            super(DatabaseKind.H2);
        }

        @Test
        void arrayOfArraysIsWrittenBackAsItWas() throws SQLException {
            requireWrittenBackAsItWas("integer array array", "array[array[1, 2], array[3, 4]]");
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class Postgres extends Cases {
        Postgres() {
            super(DatabaseKind.POSTGRES);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                text[]      | '{{a,"x}y"},{b,c}}'
                integer[]   | '{{1,2},{3,4}}'
                time[]      | '{10:00:00.123456}'
                bytea[]     | '{"\\\\x0102",NULL}'
                boolean[]   | '{t,f,NULL}'
                uuid[]      | '{00000001-0001-0001-0001-000000000001}'
                timestamp[] | '{"2024-02-29 01:02:03.000004"}'
                text[]      | '{}'
                text[]      | '{NULL,"NULL","",a\\\\b}'
                date[]      | '{2024-02-29}'
                numeric[]   | '{NaN,1.50}'
                """)
        void arrayIsWrittenBackAsItWas(String type, String value) throws SQLException {
            requireWrittenBackAsItWas(type, value);
        }

        @Test
        void arrayOfATypeOfAnotherSchemaIsWrittenBackAsItWas() throws SQLException {
            database.execute("create schema other", "create type other.mood as enum ('a', 'b')");
            requireWrittenBackAsItWas("other.mood[]", "'{a}'");
        }

        @Test
        void arrayOfATypeInMixedCaseIsWrittenBackAsItWas() throws SQLException {
            database.execute("create type \"Mood\" as enum ('a', 'b')");
            requireWrittenBackAsItWas("\"Mood\"[]", "'{a}'");
        }
    }

    abstract static class Cases extends OnDatabase {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        GuardedTable table(String name) {
            return JdbcVersioning.over(database.dataSource()).withoutListeners().table(name, "id");
        }

        /** Writes back what was read, as an edit form does; the row must hold the same afterwards. */
        void requireWrittenBackAsItWas(String type, String value) throws SQLException {
            database.execute(
                    "create table thing (id integer primary key, v %s, version integer default 1 not null)"
                            .formatted(type),
                    "insert into thing values (1, %s, 1)".formatted(value));
            String shown = isPostgres() ? "select v::text from thing" : "select cast(v as varchar) from thing";
            String before = query(shown);
            Row row = table("thing").read(1).orElseThrow();
            table("thing").update(1).expecting(row).setAll(row.fields()).apply();
            assertThat(query(shown)).isEqualTo(before);
        }
    }
}
