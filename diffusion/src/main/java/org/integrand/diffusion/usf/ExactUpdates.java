package org.integrand.diffusion.usf;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.PerComponent;
import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.sampler.StepKernel;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// The updates of steps in the forms NOISE and DATA, whose coefficients the noise schedule gives.
///
/// @param levels of all points
record ExactUpdates(NoiseSchedule schedule, List<NoiseLevel> levels) {
    /// @param start       index of the history
    /// @param newest      number of the point that is -1
    /// @param target      number of the point that is made
    Update of(Form form, Interpolation variable, int start, int newest, int target, List<Derivative> derivatives) {
        NoiseLevel s = levels.get(newest + 1 + start);
        NoiseLevel t = levels.get(target);
        var kernel = StepKernel.of(
                schedule,
                s,
                t,
                form == Form.DATA ? Prediction.DATA : Prediction.NOISE,
                variable,
                derivatives.size() + 1);
        int[] points = TaylorWeights.points(start, newest, derivatives);
        double[] weights = new double[points.length];
        weights[0] = kernel.moment(0);
        double h = derivatives.isEmpty() ? 0 : t.halfLogSnr() - s.halfLogSnr();
        for (int k = 1; k <= derivatives.size(); k++) {
            Derivative derivative = derivatives.get(k - 1);
            double factor = kernel.moment(k)
                    * derivative.relaxation().factor(form == Form.DATA ? -h : h, h, derivative.coefficient());
            double[] r = derivative.points().stream()
                    .mapToDouble(index -> position(kernel, levels.get(newest + 1 + index)))
                    .toArray();
            for (int j = 0; j < r.length; j++) {
                double w = factor * TaylorWeights.weight(r, j, k);
                weights[
                        TaylorWeights.at(
                                points,
                                points.length,
                                newest + 1 + derivative.points().get(j))] += w;
                weights[0] -= w;
            }
        }
        List<Update.Use> uses = new ArrayList<>();
        for (int j = 0; j < points.length; j++)
            if (weights[j] != 0) uses.add(new Update.Use(points[j], PerComponent.of(weights[j])));
        return new Update(points[0], form, PerComponent.of(kernel.carry()), uses, PerComponent.ZERO);
    }

    private static double position(StepKernel kernel, NoiseLevel node) {
        if (node.signalless())
            throw new IllegalArgumentException("point at t " + node.t()
                    + ", where alpha is 0: expected no derivative from it, it is infinitely far away");
        return kernel.position(node);
    }
}
