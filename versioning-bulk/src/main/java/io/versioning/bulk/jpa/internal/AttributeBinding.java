package io.versioning.bulk.jpa.internal;

import io.versioning.bulk.internal.RowSource;
import io.versioning.jpa.internal.EntityKind;
import io.versioning.jpa.internal.SqlName;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/** Breaks attributes down into columns with the values that Hibernate would bind. Not thread-safe. */
final class AttributeBinding {

    private final EntityKind kind;
    private final SessionImplementor session;
    private final BindRecorder recorder;
    private final Map<String, String> names = new HashMap<>();

    AttributeBinding(EntityKind kind, SessionImplementor session, Connection connection) {
        this.kind = kind;
        this.session = session;
        this.recorder = new BindRecorder(session, connection);
    }

    /** A change with its columns. */
    RowSource columns(EntityRowSource row) {
        RowSource.@Nullable Setting last = null;
        for (EntityRowSource.Assigned set : row.settings()) {
            last = bound(set, last);
        }
        return new ColumnRow(row, row.action(), key(row.id()), last);
    }

    /** A change of which the engine needs to know no more than which row it is about. */
    RowSource keyOnly(EntityRowSource row) {
        RowSource.Action action = row.action() == RowSource.Action.UPDATE ? RowSource.Action.TOUCH : row.action();
        if (row.action() == RowSource.Action.UPDATE && row.assigned() == null) {
            action = RowSource.Action.UPDATE; // which sets nothing, and is refused
        }
        return new ColumnRow(row, action, key(row.id()), null);
    }

    private RowSource.@Nullable Setting bound(EntityRowSource.Assigned set, RowSource.@Nullable Setting before) {
        List<RowSource.@Nullable Setting> last = new ArrayList<>();
        last.add(before);
        Object value = MappedAttribute.resolved(set.value(), session);
        try {
            int unused = set.attribute()
                    .last()
                    .breakDownJdbcValues(
                            value,
                            (index, part, column) -> {
                                if (MappedAttribute.isUpdated(column)) {
                                    Object bound = recorder.bound(part, column.getJdbcMapping());
                                    last.set(
                                            0,
                                            new ColumnRow.Bound(
                                                    last.get(0), name(column.getSelectionExpression()), bound));
                                }
                            },
                            session);
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException(set.attribute().words() + ": " + unfit.getMessage(), unfit);
        }
        return last.get(0);
    }

    private String name(String expression) {
        return names.computeIfAbsent(expression, SqlName::last);
    }

    private List<Object> key(Object id) {
        List<Object> key = new ArrayList<>();
        int unused = kind.persister()
                .getIdentifierMapping()
                .breakDownJdbcValues(
                        id,
                        (index, part, column) ->
                                key.add(Objects.requireNonNull(recorder.bound(part, column.getJdbcMapping()), "id")),
                        session);
        return key;
    }
}
