package org.integrand.engine.method;

import java.util.Optional;
import org.integrand.engine.jacobian.LinearWork;

/// A method at work on one problem: holds the current state and attempts steps from it. It takes no decision.
///
/// The solve loop calls [#attempt] until it likes the error, may look at [#interpolant], then calls [#accept].
/// After the first step nothing is allocated.
public interface Stepper<Y> {
    /// The current state, owned by the stepper: copy it to keep it.
    Y state();

    /// f(t, state), evaluated at most once per state; the first stage of the next attempt where the method has
    /// one. Owned by the stepper.
    Y slope(double t);

    /// Computes a step from the current state at `t` to the time `next`, h = next - t of either sign;
    /// repeatable with another `next`. Two times, not a length, because t + (next - t) may miss `next` by
    /// rounding.
    ///
    /// @return the error in units of what the tolerance allows: at most 1 is good enough; 0 when the method
    ///     does not estimate it; NaN when the new state or the error is not finite, or the equations of
    ///     an implicit step could not be solved
    double attempt(double t, double next);

    /// The length > 0 of the step this method would try next, for a method that chooses its order and its step
    /// together; NaN from a method without an opinion, and before the first attempt.
    default double proposedStep() {
        return Double.NaN;
    }

    /// The solution over the step last attempted; valid until the next attempt.
    Interpolant<Y> interpolant();

    /// Makes the end of the step last attempted the current state.
    void accept();

    /// Goes on from another state at `t`, copied, instead of the step last attempted: an event changed the
    /// state, and nothing from before may enter the next step. Its [#slope] is evaluated anew.
    void restart(double t, Y state);

    /// What the linear systems of an implicit method have cost so far, where the stepper keeps that account itself.
    default LinearWork work() {
        return LinearWork.NONE;
    }

    /// What is needed to go on from the current state as if nothing had happened, bit for bit; empty, the
    /// default, when that cannot be told. A method that needs its state only says so with [Memory#of].
    default Optional<Memory<Y>> memory() {
        return Optional.empty();
    }

    /// Goes on at `t` from what [#memory] gave there, for the same problem, tolerance and method.
    default void recall(double t, Memory<Y> memory) {
        restart(t, memory.states().getFirst());
    }
}
