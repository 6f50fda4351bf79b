package io.versioning.schema;

import com.google.errorprone.annotations.Immutable;
import io.versioning.internal.sql.Catalog;
import io.versioning.internal.sql.Identifiers;
import io.versioning.schema.Details.Shape;
import io.versioning.schema.Details.TriggerState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads PostgreSQL's {@code pg_catalog}, in two statements. */
@Immutable
final class PostgresDetails implements DetailsReader {

    /**
     * A function of the wanted name is no obstacle if {@code up} has created it and no other table uses it: what a table
     * that was dropped has left behind. The triggers that PostgreSQL itself clones for partitions don't count.
     */
    private static final String TABLE = """
            select c.oid,
                   case when c.relispartition then 'PARTITION'
                        when c.relkind not in ('r', 'p') then 'OTHER'
                        when c.relkind = 'r' and exists (select 1 from pg_inherits i where i.inhparent = c.oid)
                          then 'PARENT'
                        else 'TABLE' end as shape,
                   coalesce(a.atthasdef and a.attgenerated = '', false) as has_default,
                   coalesce(a.attgenerated <> '' or a.attidentity <> '', false) as generated,
                   col_description(c.oid, a.attnum) as comment,
                   exists (select 1
                             from pg_proc p
                            where p.pronamespace = c.relnamespace and p.proname = ? and p.pronargs = 0
                              and (position(? in coalesce(obj_description(p.oid, 'pg_proc'), '')) = 0
                                   or exists (select 1
                                                from pg_trigger g
                                               where g.tgfoid = p.oid and g.tgrelid <> c.oid and g.tgparentid = 0)))
                     as function_taken
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
              left join pg_attribute a
                on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attname = ?
             where n.nspname = ? and c.relname = ?
            """;

    /** The bits of {@code tgtype}: 1 for each row, 2 before, 16 update. */
    private static final String TRIGGERS = """
            select g.tgname,
                   n.nspname,
                   p.proname,
                   obj_description(p.oid, 'pg_proc') as comment,
                   p.prosrc,
                   g.tgenabled in ('O', 'A') as enabled,
                   g.tgtype & 19 = 19 as changes_updates,
                   g.tgtype & 19 = 19 and g.tgattr::text = '' and g.tgqual is null as sees_each_update
              from pg_trigger g
              join pg_proc p on p.oid = g.tgfoid
              join pg_namespace n on n.oid = p.pronamespace
             where g.tgrelid = ? and not g.tgisinternal
             order by g.tgname
            """;

    @Override
    public Details read(Connection connection, Catalog.Location table, String column) throws SQLException {
        String function = FunctionName.of(table.name());
        try (PreparedStatement statement = connection.prepareStatement(TABLE)) {
            statement.setString(1, function);
            statement.setString(2, Marker.SIGN);
            statement.setString(3, column);
            statement.setString(4, table.schema());
            statement.setString(5, table.name());
            try (ResultSet found = statement.executeQuery()) {
                if (!found.next()) {
                    throw new SQLException("The table was dropped while it was looked at", "42P01");
                }
                return new Details(
                        Shape.valueOf(found.getString("shape")),
                        found.getBoolean("has_default"),
                        found.getBoolean("generated"),
                        Marker.isIn(found.getString("comment")),
                        found.getBoolean("function_taken") ? function : null,
                        triggers(connection, found.getLong("oid")));
            }
        }
    }

    private static List<TriggerState> triggers(Connection connection, long table) throws SQLException {
        List<TriggerState> triggers = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TRIGGERS)) {
            statement.setLong(1, table);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    triggers.add(new TriggerState(
                            found.getString("tgname"),
                            Identifiers.quote(found.getString("nspname")) + "."
                                    + Identifiers.quote(found.getString("proname")),
                            Marker.isIn(found.getString("comment")),
                            found.getString("prosrc"),
                            found.getBoolean("enabled"),
                            found.getBoolean("changes_updates"),
                            found.getBoolean("sees_each_update")));
                }
            }
        }
        return triggers;
    }
}
