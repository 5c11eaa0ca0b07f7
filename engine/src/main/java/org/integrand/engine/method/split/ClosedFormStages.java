package org.integrand.engine.method.split;

import java.util.Iterator;
import java.util.List;
import org.integrand.engine.jacobian.LinearWork;
import org.integrand.engine.method.implicit.StageSolver;
import org.integrand.engine.problem.SplitProblem.Resolvent;

/// Stages Y = r + c g(t, Y) whose solution the problem gives: nothing is iterated, and nothing
/// remembered.
final class ClosedFormStages implements StageSolver {
    private final Resolvent resolvent;
    private final double[] right;

    ClosedFormStages(Resolvent resolvent, int dimension) {
        this.resolvent = resolvent;
        right = new double[dimension];
    }

    @Override
    public boolean prepare(double t, double[] y, double c) {
        return true;
    }

    @Override
    public boolean renew(double t, double[] y, double c) {
        return false;
    }

    @Override
    public boolean wantsGuess() {
        return false;
    }

    @Override
    public boolean solve(double time, double c, double[] k, double[] y) {
        System.arraycopy(y, 0, right, 0, y.length);
        resolvent.solve(time, c, right, y);
        double defect = 0;
        for (int i = 0; i < k.length; i++) {
            k[i] = (y[i] - right[i]) / c;
            defect += 0 * k[i]; // NaN when one is not finite
        }
        return defect == 0;
    }

    /// By a difference of the solution: Y(r + error) - Y(r).
    @Override
    public void filter(double time, double c, double[] k, double[] y, double[] error) {
        for (int i = 0; i < error.length; i++) right[i] = y[i] - c * k[i] + error[i];
        resolvent.solve(time, c, right, error);
        for (int i = 0; i < error.length; i++) error[i] -= y[i];
    }

    @Override
    public void accepted() {}

    @Override
    public void forget() {}

    @Override
    public LinearWork work() {
        return LinearWork.NONE;
    }

    @Override
    public void remember(List<double[]> states, List<Double> numbers) {}

    @Override
    public void recall(Iterator<double[]> states, Iterator<Double> numbers) {}
}
