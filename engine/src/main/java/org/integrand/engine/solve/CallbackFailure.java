package org.integrand.engine.solve;

/// What the field, an event or a Jacobian threw at time `t`.
final class CallbackFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String what;
    private final double t;
    private final RuntimeException thrown;

    CallbackFailure(String what, double t, RuntimeException cause) {
        super(cause);
        this.what = what;
        this.t = t;
        this.thrown = cause;
    }

    RuntimeException thrown() {
        return thrown;
    }

    String describe() {
        return what + " threw at t = " + t + ": " + thrown;
    }
}
