package io.versioning.internal.write;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.Column;
import io.versioning.internal.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Renders the statements of single-row writes and reads: the one place where their SQL is.
 *
 * <p>Names come from the catalogue and are quoted; values are bound. Immutable and thread-safe.
 *
 * @param table the table
 */
public record GuardedSql(CheckedTable table) {

    /**
     * Writes a row if it is at the expected version, and advances the version.
     *
     * @param assignments the changed columns; none to advance the version only
     * @param key the row's key
     * @param precondition what must hold
     * @return the statement
     */
    public Statement update(List<Assignment> assignments, List<Parameter> key, Precondition precondition) {
        return update(updateText(assignments), assignments, key, precondition);
    }

    /**
     * Writes a row by a text that is known.
     *
     * @param text the one of {@link #updateText} for these assignments, whatever their values
     * @param assignments the changed columns
     * @param key the row's key
     * @param precondition what must hold
     * @return the statement
     */
    Statement update(String text, List<Assignment> assignments, List<Parameter> key, Precondition precondition) {
        return new Statement(text, all(parameters(assignments), all(named(key), precondition.parameters(table))));
    }

    /**
     * Renders an update, which is the same text whatever the values are.
     *
     * @param assignments the changed columns; none to advance the version only
     * @return the text
     */
    public String updateText(List<Assignment> assignments) {
        String version = table.version().quoted();
        StringBuilder sets = new StringBuilder();
        for (Assignment set : assignments) {
            sets.append(set.column().quoted()).append(" = ").append(set.sql()).append(",\n       ");
        }
        return "update " + table.target()
                + "\n   set " + sets + version + " = " + version + " + 1"
                + "\n where " + named("")
                + "\n   and " + version + " = ?";
    }

    /**
     * Deletes a row if it is at the expected version.
     *
     * @param key the row's key
     * @param precondition what must hold
     * @return the statement
     */
    public Statement delete(List<Parameter> key, Precondition precondition) {
        String sql = """
                delete from %s
                 where %s
                   and %s = ?""".formatted(table.target(), named(""), table.version().quoted());
        return new Statement(sql, all(named(key), precondition.parameters(table)));
    }

    /**
     * Creates a row at version 1.
     *
     * @param assignments its columns; the key may be among them, or be left to the database
     * @return the statement
     */
    public Statement insert(List<Assignment> assignments) {
        String columns =
                assignments.stream().map(set -> set.column().quoted() + ", ").collect(Collectors.joining());
        String values = assignments.stream().map(set -> set.sql() + ", ").collect(Collectors.joining());
        String sql = """
                insert into %s (%s%s)
                values (%s1)""".formatted(table.name(), columns, table.version().quoted(), values);
        return new Statement(sql, parameters(assignments));
    }

    /**
     * Reads whole rows.
     *
     * @param condition an SQL condition, which may be followed by an order
     * @param parameters the values of its place holders
     * @return the statement
     */
    public Statement read(String condition, List<Parameter> parameters) {
        return new Statement("""
                select t.%s, t.*
                  from %s t
                 where %s""".formatted(table.version().quoted(), table.target(), condition), parameters);
    }

    /**
     * Reads one row.
     *
     * @param key its key
     * @return the statement
     */
    public Statement read(List<Parameter> key) {
        return read(named("t."), named(key));
    }

    /**
     * Reads what became of a row that a guarded write did not find at the expected version: always one line, with the
     * isolation level, the version or null, and the row's columns if the state is wanted.
     *
     * @param key the row's key
     * @param withState whether the columns are wanted
     * @return the statement
     */
    Statement loser(List<Parameter> key, boolean withState) {
        String sql = """
                select s.isolation, t.%s%s
                  from (select %s as isolation) s
                  left join %s t
                    on %s""".formatted(
                        table.version().quoted(),
                        withState ? ", t.*" : "",
                        table.dialect().isolation(),
                        table.target(),
                        named("t."));
        return new Statement(sql, named(key));
    }

    /**
     * Locks a row against other writers, and reads its version.
     *
     * @param key the row's key
     * @return the statement
     */
    Statement lock(List<Parameter> key) {
        String sql = """
                select %s
                  from %s
                 where %s
                   %s""".formatted(
                        table.version().quoted(),
                        table.target(),
                        named(""),
                        table.dialect().lockClause());
        return new Statement(sql, named(key));
    }

    /**
     * The condition that names one row.
     *
     * @param alias what goes before each column: {@code ""} or an alias with a dot
     * @return the condition, with a place holder for each column of the key
     */
    public String keyCondition(String alias) {
        StringBuilder condition = new StringBuilder();
        for (Column id : table.ids()) {
            condition
                    .append(condition.isEmpty() ? "" : " and ")
                    .append(alias)
                    .append(id.quoted())
                    .append(" = ?");
        }
        return condition.toString();
    }

    /**
     * Turns the values of a key into parameters.
     *
     * @param values the values of the id columns, in their order
     * @return the parameters
     * @throws IllegalArgumentException if there are too few or too many
     */
    public List<Parameter> key(List<Object> values) {
        requireParts(values);
        List<Parameter> key = new ArrayList<>(values.size());
        for (int part = 0; part < values.size(); part++) {
            key.add(keyPart(values, part));
        }
        return key;
    }

    /**
     * Turns the values of a key into what is bound for its columns.
     *
     * @param values the values of the id columns, in their order
     * @return the values in the types of the columns
     * @throws IllegalArgumentException if there are too few or too many
     */
    public Object[] keyValues(List<Object> values) {
        requireParts(values);
        Object[] key = new Object[values.size()];
        for (int part = 0; part < key.length; part++) {
            key[part] = Objects.requireNonNull(keyPart(values, part).value(), "id");
        }
        return key;
    }

    private void requireParts(List<Object> values) {
        if (values.size() != table.ids().size()) {
            throw new IllegalArgumentException("id: has " + values.size() + " parts, and the key of table "
                    + SafeText.of(table.name()) + " has " + table.ids().size());
        }
    }

    private Parameter keyPart(List<Object> values, int part) {
        Column column = table.ids().get(part);
        return new Parameter(KeyValue.of(values.get(part), column), column);
    }

    /** The condition that names one row among those that are seen. */
    private String named(String alias) {
        String owner = alias.isEmpty() ? table.name() + "." : alias;
        return keyCondition(alias) + table.visibility().and(owner);
    }

    private List<Parameter> named(List<Parameter> key) {
        List<Object> values = table.visibility().values();
        return values.isEmpty()
                ? key
                : all(key, values.stream().map(Parameter::untyped).toList());
    }

    private static List<Parameter> parameters(List<Assignment> assignments) {
        List<Parameter> parameters = new ArrayList<>(assignments.size());
        assignments.forEach(set -> parameters.addAll(set.parameters()));
        return parameters;
    }

    private static List<Parameter> all(List<Parameter> some, List<Parameter> more) {
        List<Parameter> all = new ArrayList<>(some.size() + more.size());
        all.addAll(some);
        all.addAll(more);
        return all;
    }
}
