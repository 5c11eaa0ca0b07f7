package org.integrand.engine.quadrature;

/// Why an estimate ended. Only with the first one its error is within the tolerance.
public enum Ending {
    /// the error is within the tolerance
    CONVERGED("converged"),
    /// rounding stands in the way of a smaller error; value and error are the best there are
    ROUND_OFF("rounding errors stand in the way of a smaller error"),
    /// more evaluations would have been needed than allowed
    EVALUATION_LIMIT("the limit of evaluations was reached"),
    /// the integrand is so bad at a point that intervals there cannot be halved any more
    SINGULAR_POINT("the integrand is too singular at a point"),
    /// further halving and extrapolation make no progress
    STALLED("the estimates do not settle: the integral diverges or converges too slowly"),
    /// the integral seems to be infinite or not to exist
    DIVERGENT("the integral seems to diverge"),
    /// the integrand is infinite or not a number on more than a point
    NON_FINITE("the integrand is not a finite number"),
    /// asked to stop
    CANCELLED("cancelled");

    private final String words;

    Ending(String words) {
        this.words = words;
    }

    /// In words.
    public String words() {
        return words;
    }
}
