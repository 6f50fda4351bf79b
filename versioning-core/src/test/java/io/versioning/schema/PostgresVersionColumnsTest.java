package io.versioning.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("io.versioning.schema.Sandbox#selectsPostgres")
class PostgresVersionColumnsTest extends VersionColumnsContract {

    @Override
    Sandbox open() {
        return Sandbox.postgres();
    }

    @Test
    void noRowIsRewritten() {
        String file = "select pg_relation_filenode('airport')";
        String rows = "select ctid || ' ' || xmin from airport order by iata";
        var fileBefore = db.ask(file);
        var rowsBefore = db.ask(rows);

        VersionColumns.on("airport").up(db.dataSource());

        assertThat(db.ask(file)).isEqualTo(fileBefore);
        assertThat(db.ask(rows)).isEqualTo(rowsBefore);
        VersionColumns.on("airport").down(db.dataSource());
        assertThat(db.ask(file)).isEqualTo(fileBefore);
    }

    @Test
    void aPartitionedTableIsDoneAsAWhole() {
        db.execute(
                "create table flight (id bigint, day date, name text, primary key (id, day)) partition by range (day)",
                "create table flight_old partition of flight for values from (minvalue) to ('2025-01-01')",
                "create table flight_new partition of flight for values from ('2025-01-01') to (maxvalue)",
                "insert into flight values (1, '2024-05-05', 'a'), (2, '2025-05-05', 'b')");
        VersionColumns columns = VersionColumns.on(
                java.util.List.of(VersionedTable.named("flight").withKey("id", "day")));

        columns.up(db.dataSource());

        columns.requireReady(db.dataSource());
        assertThat(db.ask("select version from flight")).containsExactly("1", "1");
        assertThatThrownBy(() -> VersionColumns.on("flight_old").up(db.dataSource()))
                .isInstanceOf(SchemaUnsuitableException.class)
                .hasMessage("flight_old: it is a partition; name the partitioned table instead");
        assertThat(columns.down(db.dataSource())).hasToString("[flight: version column dropped]");
        assertThat(db.ask("select count(*) from information_schema.columns where column_name = 'version'"
                        + " and table_schema = current_schema()"))
                .containsExactly("0");
    }

    @Test
    void anInheritedTableIsRefused() {
        db.execute("create table heliport () inherits (airport)");

        assertThatThrownBy(() -> VersionColumns.on("airport").up(db.dataSource()))
                .isInstanceOf(SchemaUnsuitableException.class)
                .hasMessageContaining("other tables inherit from it");
    }

    @Test
    void whoDoesNotOwnTheTableIsTold() {
        db.execute(
                "create role visitor_" + System.identityHashCode(db),
                "grant usage on schema " + db.ask("select current_schema()").get(0) + " to visitor_"
                        + System.identityHashCode(db));
        String role = "visitor_" + System.identityHashCode(db);
        try (var connection = db.dataSource().getConnection()) {
            Sandbox.execute(connection, "set role " + role);
            assertThatThrownBy(() -> VersionColumns.on("airport").up(Sandbox.poolOfOne(connection)))
                    .isInstanceOf(SchemaChangeException.class)
                    .hasMessageContaining("42501");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        assertThat(hasVersionColumn("airport")).isFalse();
    }
}
