package org.integrand.engine.control;

import java.util.List;

/// A controller at work on one solve.
public interface Steering<Y> {
    /// The time the next attempt should step to, after `t` in the direction of the solve; a time past the end
    /// means the end. Times, not lengths, so that a grid is met exactly.
    ///
    /// @param state the current state, to look at only
    double propose(double t, Y state);

    /// What to do with an attempted step from `t` to `next`.
    ///
    /// @param error 1 is just good enough; 0 from a method without an estimate; NaN when the step is not finite
    Verdict judge(double t, double next, double error);

    /// The step accepted last ended at `t` already, before its proposed end: an event changed the state there,
    /// and the next proposal starts from `t`.
    default void cut(double t) {}

    /// What it must remember to go on bit for bit; nothing by default.
    default List<Double> memory() {
        return List.of();
    }

    /// Goes on from what [#memory] gave; called before anything else.
    default void recall(List<Double> memory) {}

    /// The fate of an attempted step.
    enum Verdict {
        /// go on from its end
        ACCEPT,
        /// try another one from the same state
        REJECT,
        /// no step that could be proposed would be good enough: the solve ends
        FAIL
    }
}
