package dev.weir.controlplane.problem;

/** Carries a {@link Problem} out of a transaction, which it rolls back. It is no fault, so it has no stack trace. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.toString(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
