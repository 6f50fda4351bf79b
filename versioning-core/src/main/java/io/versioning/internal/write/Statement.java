package io.versioning.internal.write;

import java.util.List;

/**
 * A statement that is ready to be executed.
 *
 * @param sql the text
 * @param parameters the values of its place holders, in their order
 */
public record Statement(String sql, List<Parameter> parameters) {

    /** Copies the parameters. */
    public Statement {
        parameters = List.copyOf(parameters);
    }
}
