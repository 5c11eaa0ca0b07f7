package org.integrand.engine.solve;

/// A solve that did not reach its end: the message says when and why, [#solution] is what was found until then.
public final class SolveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Solution<?> solution;

    SolveException(Solution<?> solution) {
        super(solution.termination().message());
        this.solution = solution;
    }

    SolveException(Solution<?> solution, Throwable cause) {
        super(solution.termination().message(), cause);
        this.solution = solution;
    }

    /// The solution up to the last good state.
    public Solution<?> solution() {
        return solution;
    }
}
