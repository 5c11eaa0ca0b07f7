package org.integrand.app.diffusion;

import java.util.Arrays;
import org.integrand.app.job.Run;
import org.integrand.diffusion.model.ReferenceFlow;

/// The probability-flow solution from given states by the engine, so fine that its own error does not count.
///
/// @param samples `[sample][component]`
/// @param error   estimate of its largest error: the difference to a solution of a hundred times the tolerance
record Reference(double[][] samples, double error) {
    private static final double TOLERANCE = 1e-12;

    /// Each sample is solved by itself: the steps of one do not depend on the others.
    static Reference of(Guidance guidance, Plans plans, double end, double[][] initial, Run run) {
        var model = guidance.model(1);
        var fine = new ReferenceFlow(plans.noise(), model, TOLERANCE);
        var coarse = new ReferenceFlow(plans.noise(), model, 100 * TOLERANCE);
        double[][] samples = new double[initial.length][];
        double error = 0;
        for (int i = 0; i < initial.length; i++) {
            run.progress().at((double) i / initial.length, "reference solution");
            run.cancellation().check();
            samples[i] = fine.at(plans.start(), initial[i], end);
            double[] other = coarse.at(plans.start(), initial[i], end);
            for (int j = 0; j < other.length; j++) error = Math.max(error, Math.abs(samples[i][j] - other[j]));
        }
        return new Reference(samples, error);
    }

    /// Root mean square of the distance of some samples, and the largest one.
    double[] distance(double[][] others) {
        double sum = 0;
        double largest = 0;
        for (int i = 0; i < samples.length; i++)
            for (int j = 0; j < samples[i].length; j++) {
                double d = Math.abs(others[i][j] - samples[i][j]);
                sum += d * d;
                largest = Math.max(largest, d);
            }
        return new double[] {
            Math.sqrt(sum / Arrays.stream(samples).mapToInt(x -> x.length).sum()), largest
        };
    }
}
