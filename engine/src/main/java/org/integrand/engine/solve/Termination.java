package org.integrand.engine.solve;

/// Why a solve ended, where, and in words.
///
/// @param time the time of the last good state
public record Termination(Reason reason, double time, String message) {
    /// The ways a solve can end.
    public enum Reason {
        /// the solution is complete
        REACHED_END,
        /// an event asked for the end
        EVENT,
        /// more attempts would have been needed than allowed
        STEP_LIMIT,
        /// no step long enough to advance the time was good enough
        STEP_SIZE_UNDERFLOW,
        /// the solution left the finite numbers, or the equations of an implicit step could not be solved, and no
        /// shorter step helped
        NON_FINITE_STATE,
        /// asked to stop
        CANCELLED,
        /// the field or an event threw an exception
        FIELD_FAILED
    }

    /// Whether the problem's t1 was reached.
    public boolean reachedEnd() {
        return reason == Reason.REACHED_END;
    }

    /// Whether the solve ended where it was meant to: at t1, or at an event that stops it.
    public boolean asMeant() {
        return reachedEnd() || reason == Reason.EVENT;
    }
}
