package org.integrand.engine.problem;

import java.util.concurrent.CancellationException;

/// What a function that the user gave threw at time `t`. A solve that meets it ends, and tells its
/// caller where.
public final class CallbackFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String what;
    private final double t;
    private final RuntimeException thrown;

    /// @param what whose failure it is, for example `the field`
    /// @param t    NaN where the function depends on no time
    public CallbackFailure(String what, double t, RuntimeException cause) {
        super(cause);
        this.what = what;
        this.t = t;
        this.thrown = cause;
    }

    /// What to throw for `cause`: the same when it is a cancellation or marked already.
    public static RuntimeException marked(String what, double t, RuntimeException cause) {
        return cause instanceof CancellationException || cause instanceof CallbackFailure
                ? cause
                : new CallbackFailure(what, t, cause);
    }

    /// What the function threw.
    public RuntimeException thrown() {
        return thrown;
    }

    /// Whose failure, when, and what was thrown.
    public String describe() {
        return what + " threw" + (Double.isNaN(t) ? "" : " at t = " + t) + ": " + thrown;
    }
}
