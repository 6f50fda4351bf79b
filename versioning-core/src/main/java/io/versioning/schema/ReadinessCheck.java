package io.versioning.schema;

import io.versioning.internal.sql.Column;
import io.versioning.internal.sql.VersionWidth;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Looks at all tables in one transaction, and writes nothing.
 *
 * @param settings what the caller asks for
 * @param withRows whether to read the versions of all rows too
 */
record ReadinessCheck(Settings settings, boolean withRows) {

    Readiness run(DataSource dataSource) {
        return SchemaSession.run(dataSource, settings, this::in);
    }

    private Readiness in(SchemaSession session) throws SQLException {
        Judgement judgement = new Judgement(settings);
        List<Finding> problems = new ArrayList<>();
        List<Finding> notes = new ArrayList<>();
        for (VersionedTable table : settings.tables()) {
            Optional<TableState> found = session.read(table);
            if (found.isEmpty()) {
                problems.add(Judgement.missing(table));
                continue;
            }
            problems.addAll(judgement.problems(found.get()));
            problems.addAll(rowProblems(judgement, session, found.get()));
            notes.addAll(judgement.notes(found.get()));
        }
        return new Readiness(problems, notes);
    }

    private List<Finding> rowProblems(Judgement judgement, SchemaSession session, TableState state)
            throws SQLException {
        Column column = state.column();
        if (!withRows
                || column == null
                || VersionWidth.of(column).isEmpty()
                || Judgement.unsuitable(state).isPresent()) {
            return List.of();
        }
        return judgement.problems(state, column, session.versions(state));
    }
}
