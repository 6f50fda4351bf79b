package io.versioning.schema;

import com.google.errorprone.annotations.Immutable;
import io.versioning.internal.sql.Catalog;
import io.versioning.schema.Details.Shape;
import io.versioning.schema.Details.TriggerState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads H2's {@code information_schema}, in two statements. */
@Immutable
final class H2Details implements DetailsReader {

    private static final String TABLE = """
            select case when t.table_type in ('BASE TABLE', 'GLOBAL TEMPORARY', 'LOCAL TEMPORARY') then 'TABLE'
                        else 'OTHER' end as shape,
                   c.column_default is not null and c.is_generated = 'NEVER' as has_default,
                   c.is_generated <> 'NEVER' or c.is_identity = 'YES' as generated,
                   c.remarks as comment
              from information_schema.tables t
              left join information_schema.columns c
                on c.table_schema = t.table_schema and c.table_name = t.table_name and c.column_name = ?
             where t.table_schema = ? and t.table_name = ?
            """;

    private static final String TRIGGERS = """
            select trigger_name,
                   action_orientation = 'ROW' and action_timing = 'BEFORE' and event_manipulation = 'UPDATE'
                     as changes_updates
              from information_schema.triggers
             where event_object_schema = ? and event_object_table = ?
             order by trigger_name
            """;

    @Override
    public Details read(Connection connection, Catalog.Location table, String column) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TABLE)) {
            statement.setString(1, column);
            statement.setString(2, table.schema());
            statement.setString(3, table.name());
            try (ResultSet found = statement.executeQuery()) {
                if (!found.next()) {
                    throw new SQLException("The table was dropped while it was looked at", "42S02");
                }
                return new Details(
                        Shape.valueOf(found.getString("shape")),
                        found.getBoolean("has_default"),
                        found.getBoolean("generated"),
                        Marker.isIn(found.getString("comment")),
                        null,
                        triggers(connection, table));
            }
        }
    }

    private static List<TriggerState> triggers(Connection connection, Catalog.Location table) throws SQLException {
        List<TriggerState> triggers = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TRIGGERS)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    triggers.add(new TriggerState(
                            found.getString("trigger_name"),
                            "",
                            false,
                            "",
                            true,
                            found.getBoolean("changes_updates"),
                            false));
                }
            }
        }
        return triggers;
    }
}
