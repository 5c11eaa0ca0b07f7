package org.integrand.engine.method.implicit;

import java.util.Iterator;
import java.util.List;
import org.integrand.engine.jacobian.LinearWork;

/// Solves the equations of diagonally implicit stages, Y = r + c f(t, Y), one after the other. A step
/// first calls [#prepare]; when a stage is not solved it calls [#renew] and begins with its first stage
/// again.
public interface StageSolver {
    /// Gets ready for stages with this c, of a step from (t, y).
    ///
    /// @return false when the equations are singular: try a shorter step
    boolean prepare(double t, double[] y, double c);

    /// Gets ready anew after a stage was not solved; false when there is nothing better to try.
    boolean renew(double t, double[] y, double c);

    /// Whether a guess of the slope helps; otherwise it is to be 0.
    default boolean wantsGuess() {
        return true;
    }

    /// Solves Y = r + c f(time, Y).
    ///
    /// @param k the slope f(time, Y): in, a guess; out, (Y - r) / c
    /// @param y in, r + c k with the guess; out, Y
    /// @return whether it was solved
    boolean solve(double time, double c, double[] k, double[] y);

    /// error = (I - c df/dy)^-1 error, near a solved stage: what a stiff part makes large in an error
    /// estimate becomes what the solution feels of it.
    ///
    /// @param k the stage's slope
    /// @param y the stage
    void filter(double time, double c, double[] k, double[] y, double[] error);

    /// The step was taken.
    void accepted();

    /// The state is another one: nothing of what was met before helps.
    void forget();

    /// What the linear systems cost so far.
    LinearWork work();

    /// Adds what it must remember to go on bit for bit, as [#recall] reads it.
    void remember(List<double[]> states, List<Double> numbers);

    /// Goes on from what [#remember] gave.
    void recall(Iterator<double[]> states, Iterator<Double> numbers);
}
