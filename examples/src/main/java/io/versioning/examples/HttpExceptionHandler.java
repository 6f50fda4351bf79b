package io.versioning.examples;

import io.versioning.AttemptAbortedException;
import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.OutcomeUnknownException;
import io.versioning.RowBusyException;
import io.versioning.VersionRequiredException;
import io.versioning.VersioningException;
import io.versioning.WriteRefusedException;
import io.versioning.transaction.CommitFailedException;
import io.versioning.transaction.Completion;
import java.util.LinkedHashMap;
import java.util.Map;

/** What to answer over HTTP when a write fails, for any framework that maps exceptions to answers. */
public final class HttpExceptionHandler {

    private HttpExceptionHandler() {}

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param body what goes into it, as JSON for instance
     */
    public record Answer(int status, Map<String, Object> body) {}

    // tag::handler[]
    public static Answer answer(VersioningException thrown) {
        if (thrown instanceof ConflictException e) {
            Conflict conflict = e.conflict();
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("kind", conflict.kind().name()); // STALE or MISSING
            body.put("expected", conflict.expected());
            conflict.actual().ifPresent(actual -> body.put("actual", actual));
            return new Answer(409, body);
        } else if (thrown instanceof VersionRequiredException) {
            return new Answer(428, Map.of("error", "send the version that you have read"));
        } else if (thrown instanceof RowBusyException || thrown instanceof AttemptAbortedException) {
            return new Answer(503, Map.of("error", "try again")); // with Retry-After
        } else if (thrown instanceof WriteRefusedException e) {
            return new Answer(422, Map.of("error", e.refusal().code()));
        } else if (thrown instanceof CommitFailedException e && e.completion() == Completion.ROLLED_BACK) {
            return new Answer(503, Map.of("error", "nothing was written: try again"));
        } else if (thrown instanceof OutcomeUnknownException || thrown instanceof CommitFailedException) {
            return new Answer(500, Map.of("error", "unknown: read again before you try again"));
        }
        throw thrown; // an error of the server's
    }
    // end::handler[]
}
