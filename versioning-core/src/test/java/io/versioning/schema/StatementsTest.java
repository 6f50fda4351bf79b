package io.versioning.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The DDL as text, and what is refused before there is any. */
class StatementsTest {

    @Test
    void upOnPostgres() {
        assertThat(VersionColumns.on("airport").upStatements(Database.POSTGRESQL))
                .containsExactly("set local lock_timeout = 5000", """
                        alter table "airport"
                          add column "version" bigint not null default 1""", """
                        comment on column "airport"."version" is 'Counts the updates of this row [created by io.versioning]'""");
    }

    @Test
    void upWithTriggerOnPostgres() {
        List<String> statements = VersionColumns.on(
                        List.of(VersionedTable.named("Airport").inSchema("GEO")))
                .named("rowVersion")
                .ofType(ColumnType.INTEGER)
                .lockTimeout(Duration.ofMillis(1500))
                .withTrigger()
                .upStatements(Database.POSTGRESQL);

        assertThat(statements).containsExactly("set local lock_timeout = 1500", """
                        alter table "geo"."Airport"
                          add column "rowVersion" integer not null default 1""", """
                        comment on column "geo"."Airport"."rowVersion" is 'Counts the updates of this row [created by io.versioning]'""", """
                        create or replace function "geo"."versioning_advance_Airport"() returns trigger
                        language plpgsql as $versioning$
                        begin
                          new."rowVersion" := old."rowVersion" + 1;
                          return new;
                        end
                        $versioning$""", """
                        comment on function "geo"."versioning_advance_Airport"() is 'Advances the version of a row with each update [created by io.versioning]'""", """
                        create trigger "versioning_advance"
                          before update on "geo"."Airport"
                          for each row execute function "geo"."versioning_advance_Airport"()""");
    }

    @Test
    void downWithTriggerOnPostgres() {
        assertThat(VersionColumns.on("airport").withTrigger().downStatements(Database.POSTGRESQL))
                .containsExactly("set local lock_timeout = 5000", """
                        drop trigger "versioning_advance" on "airport\"""", """
                        drop function "versioning_advance_airport"()""", """
                        alter table "airport"
                          drop column "version\"""");
    }

    @Test
    void upAndDownOnH2() {
        VersionColumns columns = VersionColumns.on("airport", "runway_end").ofType(ColumnType.INTEGER);

        assertThat(columns.upStatements(Database.H2)).containsExactly("""
                        alter table "AIRPORT"
                          add column "VERSION" integer default 1 not null
                          comment 'Counts the updates of this row [created by io.versioning]'""", """
                        alter table "RUNWAY_END"
                          add column "VERSION" integer default 1 not null
                          comment 'Counts the updates of this row [created by io.versioning]'""");
        assertThat(columns.downStatements(Database.H2)).containsExactly("""
                        alter table "AIRPORT"
                          drop column "VERSION\"""", """
                        alter table "RUNWAY_END"
                          drop column "VERSION\"""");
    }

    @Test
    void quotesInNamesAreDoubledAndCanNotEndTheFunction() {
        List<String> statements = VersionColumns.on("a\"b")
                .named("v$versioning$; drop table x; --\"")
                .withTrigger()
                .upStatements(Database.POSTGRESQL);

        assertThat(statements.get(3)).isEqualTo("""
                        create or replace function "versioning_advance_a""b"() returns trigger
                        language plpgsql as $versioning1$
                        begin
                          new."v$versioning$; drop table x; --""\" := old."v$versioning$; drop table x; --""\" + 1;
                          return new;
                        end
                        $versioning1$""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\0b", "lone \ud800 surrogate"})
    void whatCanNotBeANameIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> VersionColumns.on(name));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VersionColumns.on("a").named(name));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VersionedTable.named("a").inSchema(name));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VersionedTable.named("a").withKey("id", name));
    }

    @Test
    void nothingAtAllIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(VersionColumns::on).withMessageContaining("at least one table");
        assertThatIllegalArgumentException().isThrownBy(() -> VersionColumns.on(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VersionedTable.named("a").withKey());
        assertThatNullPointerException().isThrownBy(() -> VersionedTable.named(null));
        assertThatNullPointerException().isThrownBy(() -> VersionColumns.on("a").named(null));
        assertThatNullPointerException().isThrownBy(() -> VersionColumns.on("a").ofType(null));
        assertThatNullPointerException().isThrownBy(() -> VersionColumns.on("a").up(null));
        assertThatNullPointerException().isThrownBy(() -> VersionColumns.on("a").check(null));
        assertThatNullPointerException().isThrownBy(() -> VersionColumns.on("a").upStatements(null));
    }

    @Test
    void aTableThatIsNamedTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VersionColumns.on("a", "b", "a"))
                .withMessage("tables: a is named twice");
    }

    @Test
    void aVersionThatIsPartOfTheKeyIsRefused() {
        VersionColumns columns =
                VersionColumns.on(List.of(VersionedTable.named("document").withKey("id", "version")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> columns.upStatements(Database.H2))
                .withMessageContaining("column: version is part of the key of table document");
        assertThat(columns.named("edits").upStatements(Database.H2)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0009S", "P25D", "P106751991167300D"})
    void aLockTimeoutThatIsNoneIsRefused(Duration limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VersionColumns.on("a").lockTimeout(limit))
                .withMessageContaining("limit: must be from 1 to 2147483647 milliseconds");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, Integer.MAX_VALUE})
    void theShortestAndTheLongestLockTimeoutAreFine(long milliseconds) {
        Duration limit = Duration.ofMillis(milliseconds);
        assertThat(VersionColumns.on("a").lockTimeout(limit))
                .isEqualTo(VersionColumns.on("a").lockTimeout(limit))
                .hasSameHashCodeAs(VersionColumns.on("a").lockTimeout(limit))
                .isNotEqualTo(VersionColumns.on("a"))
                .doesNotHaveSameHashCodeAs(VersionColumns.on("a"));
    }

    @Test
    void namesLongerThanTheDatabaseAllowsAreRefused() {
        String bytes64 = "ü".repeat(32);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> VersionColumns.on(bytes64).upStatements(Database.POSTGRESQL))
                .withMessageContaining("longer than PostgreSQL allows");
        assertThat(VersionColumns.on(bytes64).upStatements(Database.H2)).hasSize(1);
    }

    @Test
    void functionNamesFitAndDiffer() {
        String one = FunctionName.of("ü".repeat(31));
        String other = FunctionName.of("ü".repeat(30) + "ä");

        assertThat(one).startsWith("versioning_advance_ü").isNotEqualTo(other);
        assertThat(one.getBytes(java.nio.charset.StandardCharsets.UTF_8).length).isBetween(60, 63);
        assertThat(FunctionName.of("x".repeat(44))).isEqualTo("versioning_advance_" + "x".repeat(44));
        assertThat(FunctionName.of("x".repeat(45))).hasSize(63).doesNotEndWith("xxx");
    }

    @Test
    void valuesAreEqualByTheirParts() {
        assertThat(VersionColumns.on("a").named("v"))
                .isEqualTo(VersionColumns.on("a").named("v"))
                .hasSameHashCodeAs(VersionColumns.on("a").named("v"))
                .isNotEqualTo(VersionColumns.on("a"))
                .hasToString("VersionColumns[v on [a], bigint, lock time-out PT5S]");
        assertThat(VersionedTable.named("a").inSchema("s").withKey("id"))
                .isEqualTo(VersionedTable.named("a").withKey("id").inSchema("s"))
                .hasToString("s.a");
    }
}
