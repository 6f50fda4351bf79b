package io.versioning.schema;

import io.versioning.VersioningException;
import java.util.List;
import java.util.stream.Collectors;

/** Tables are not as the call needs them, and nothing was changed; {@link #problems()} tells what is wrong. */
public final class SchemaUnsuitableException extends VersioningException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an immutable list of the JDK's, which can be serialized
    private final List<Finding> problems;

    SchemaUnsuitableException(List<Finding> problems) {
        super(describe(problems), null);
        this.problems = List.copyOf(problems);
    }

    static String describe(List<Finding> problems) {
        return problems.stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }

    /**
     * Returns what is wrong.
     *
     * @return one or more findings, table by table
     */
    public List<Finding> problems() {
        return problems;
    }
}
