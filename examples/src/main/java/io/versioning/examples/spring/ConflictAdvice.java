package io.versioning.examples.spring;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.Conflicts;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What to answer over HTTP to somebody who saves too late. */
// tag::advice[]
@RestControllerAdvice
public class ConflictAdvice {

    @ExceptionHandler
    ProblemDetail conflict(ConflictException e) {
        return problem(e.conflict());
    }

    /** Where nobody called the library: a repository's own save, or the flush before the commit. */
    @ExceptionHandler
    ProblemDetail stale(ObjectOptimisticLockingFailureException e) {
        return Conflicts.from(e)
                .map(ConflictAdvice::problem)
                .orElseGet(() -> ProblemDetail.forStatus(HttpStatus.CONFLICT));
    }

    private static ProblemDetail problem(Conflict conflict) {
        ProblemDetail problem = ProblemDetail.forStatus(HttpStatus.CONFLICT);
        problem.setProperty("kind", conflict.kind()); // STALE or MISSING
        problem.setProperty("expected", conflict.expected());
        conflict.actual().ifPresent(actual -> problem.setProperty("actual", actual));
        return problem;
    }
}
// end::advice[]
