package org.integrand.engine.solve;

/// Why a solve ended, where, and in words.
///
/// @param time the time of the last good state
public record Termination(Reason reason, double time, String message) {
    /// The ways a solve can end.
    public enum Reason {
        /// the solution is complete
        REACHED_END,
        /// more attempts would have been needed than allowed
        STEP_LIMIT,
        /// no step long enough to advance the time was good enough
        STEP_SIZE_UNDERFLOW,
        /// the solution left the finite numbers, and no shorter step helped
        NON_FINITE_STATE,
        /// asked to stop
        CANCELLED,
        /// the field threw an exception
        FIELD_FAILED
    }

    /// Whether the solution is complete.
    public boolean reachedEnd() {
        return reason == Reason.REACHED_END;
    }
}
