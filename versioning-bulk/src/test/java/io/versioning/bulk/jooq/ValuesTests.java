package io.versioning.bulk.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Outcome;
import io.versioning.jooq.GuardedRecords;
import io.versioning.jooq.JooqVersioning;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DataType;
import org.jooq.EnumType;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Schema;
import org.jooq.Table;
import org.jooq.XML;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.types.DayToSecond;
import org.jooq.types.UInteger;
import org.jooq.types.ULong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a bulk writes is what jOOQ writes by itself, in all of its types. */
class ValuesTests {

    /** An enumeration as the generator makes it. */
    enum Mood implements EnumType {
        SAD("sad"),
        SO_SO("so \"so\"");

        private final String literal;

        Mood(String literal) {
            this.literal = literal;
        }

        @Override
        public String getLiteral() {
            return literal;
        }

        @Override
        public @Nullable Schema getSchema() {
            return null;
        }

        @Override
        public String getName() {
            return "mood";
        }
    }

    @Nested
    @RunsOn(DatabaseKind.H2)
    class H2 extends Cases {
        H2() {
            super(DatabaseKind.H2);
        }

        @Test
        void typesOfTheDatabase() {
            same("varbinary(9)", SQLDataType.VARBINARY, new byte[] {1, 0, -1}, new byte[0]);
            same("json", SQLDataType.JSON, JSON.json("{\"a\":[1,null,\"\u00e4\"]}"), JSON.json("\"text\""));
            same("varchar(9) array", SQLDataType.VARCHAR.array(), new String[] {"a", "b, \"c\""}, new String[0]);
            same("clob", SQLDataType.CLOB, "long", "");
            same("interval day to second", SQLDataType.INTERVALDAYTOSECOND, new DayToSecond(1, 2, 3, 4), null);
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class Postgres extends Cases {
        Postgres() {
            super(DatabaseKind.POSTGRES);
        }

        @Test
        void typesOfTheDatabase() {
            database.execute("create type mood as enum ('sad', 'so \"so\"')");
            same("mood", SQLDataType.VARCHAR.asEnumDataType(Mood.class), Mood.SAD, Mood.SO_SO);
            same(
                    "mood[]",
                    SQLDataType.VARCHAR.asEnumDataType(Mood.class).array(),
                    new Mood[] {Mood.SO_SO},
                    new Mood[0]);
            same("bytea", SQLDataType.BLOB, new byte[] {1, 0, -1}, new byte[0]);
            same("json", SQLDataType.JSON, JSON.json("{\"a\": [1, null, \"\u00e4\"]}"), JSON.json("\"text\""));
            same("jsonb", SQLDataType.JSONB, JSONB.jsonb("{\"a\": [1, null]}"), JSONB.jsonb("null"));
            same("jsonb[]", SQLDataType.JSONB.array(), new JSONB[] {JSONB.jsonb("{\"a\": \"b, c\"}"), null}, null);
            same("xml", SQLDataType.XML, XML.xml("<a>\"</a>"), null);
            same("text[]", SQLDataType.CLOB.array(), new String[] {"a", "b, \"c\"", "NULL", null}, new String[0]);
            same("uuid[]", SQLDataType.UUID.array(), new UUID[] {new UUID(1, 2)}, null);
            same("integer[]", SQLDataType.INTEGER.array(), new Integer[] {1, null}, new Integer[0]);
            same("interval", SQLDataType.INTERVALDAYTOSECOND, new DayToSecond(1, 2, 3, 4), null);
        }
    }

    abstract static class Cases extends OnDatabase {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @Test
        void typesOfEveryDatabase() {
            same("smallint", SQLDataType.SMALLINT, (short) 7, Short.MIN_VALUE);
            same("integer", SQLDataType.INTEGER, 7, Integer.MIN_VALUE);
            same("bigint", SQLDataType.BIGINT, 7L, Long.MIN_VALUE);
            same("bigint", SQLDataType.INTEGERUNSIGNED, UInteger.MAX, UInteger.MIN);
            same("numeric(20)", SQLDataType.BIGINTUNSIGNED, ULong.MAX, ULong.MIN);
            same("numeric(30)", SQLDataType.DECIMAL_INTEGER, BigInteger.TEN.pow(25), BigInteger.ZERO);
            same("numeric(20, 4)", SQLDataType.NUMERIC(20, 4), new BigDecimal("1E+3"), new BigDecimal("-0.5"));
            same("real", SQLDataType.REAL, 0.5f, -1f);
            same("double precision", SQLDataType.DOUBLE, 0.1, 1e300);
            same("boolean", SQLDataType.BOOLEAN, true, false);
            same("varchar(60)", SQLDataType.VARCHAR(60), "\u00e4 \"quoted\" \\ {a,b} 'x'", "");
            same("uuid", SQLDataType.UUID, new UUID(1, 2), new UUID(0, 0));
            same("date", SQLDataType.LOCALDATE, LocalDate.of(2024, 2, 29), LocalDate.of(1, 1, 1));
            same("time", SQLDataType.LOCALTIME, LocalTime.of(23, 59, 58), LocalTime.MIDNIGHT);
            same("timestamp", SQLDataType.LOCALDATETIME, LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4000), null);
            same(
                    "timestamp with time zone",
                    SQLDataType.TIMESTAMPWITHTIMEZONE,
                    OffsetDateTime.of(2024, 2, 29, 1, 2, 3, 4000, ZoneOffset.ofHours(5)),
                    null);
            same("timestamp with time zone", SQLDataType.INSTANT, Instant.parse("2024-07-01T00:00:00Z"), null);
            same("varchar(9)", SQLDataType.VARCHAR(9).asConvertedDataType(new GateConverter()), new Gate('B', 7), null);
            same("varchar(9)", SQLDataType.OTHER, "text", null);
        }

        /** Sets each value by a bulk of several rows, by a bulk of one, and by a single write: all read the same. */
        final <T> void same(String sqlType, DataType<T> type, T one, @Nullable T other) {
            database.execute(
                    "create table \"thing\" (\"id\" bigint primary key, \"content\" %s, \"version\" integer not null)"
                            .formatted(sqlType));
            Table<Record> things = DSL.table(DSL.name("thing"));
            Field<Long> id = DSL.field(DSL.name("id"), Long.class);
            Field<T> content = DSL.field(DSL.name("content"), type);
            database.execute(
                    "insert into \"thing\" values (1, null, 1), (2, null, 1), (3, null, 1), (4, null, 1), (5, null, 1)");
            BulkRecords<Record> bulk =
                    JooqBulkVersioning.over(dsl).withoutListeners().table(things, id);
            GuardedRecords<Record> single =
                    JooqVersioning.over(dsl).withoutListeners().table(things, id);
            List<Outcome> outcomes = new ArrayList<>(outcomes(bulk.apply(List.of(
                    bulk.update(1).expecting(1).set(content, one),
                    bulk.update(2).expecting(1).set(content, other)))));
            outcomes.addAll(
                    outcomes(bulk.apply(List.of(bulk.update(3).expecting(1).set(content, one)))));
            assertThat(outcomes).as(sqlType).allMatch(Outcome.Applied.class::isInstance);
            long unused = single.update(4).expecting(1).set(content, one).apply();
            long alsoUnused = single.update(5).expecting(1).set(content, other).apply();
            assertThat(stored(content, id, 1)).as(sqlType).isEqualTo(stored(content, id, 4));
            assertThat(stored(content, id, 3)).as(sqlType).isEqualTo(stored(content, id, 4));
            assertThat(stored(content, id, 2)).as(sqlType).isEqualTo(stored(content, id, 5));
            database.execute("drop table \"thing\"");
        }

        private <T> @Nullable T stored(Field<T> content, Field<Long> id, long row) {
            return dsl.select(content)
                    .from(DSL.table(DSL.name("thing")))
                    .where(id.eq(row))
                    .fetchSingle(content);
        }
    }
}
