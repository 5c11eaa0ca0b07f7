package org.integrand.app.diffusion;

import org.integrand.app.job.Run;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.sampler.DpmSolver;
import org.integrand.diffusion.sampler.Method;

/// The probability-flow solution from given states, so fine that its own error does not count.
///
/// @param samples `[sample][component]`
/// @param error   estimate of the largest error: the difference to the solution with half the steps
record Reference(double[][] samples, double error) {
    private static final int EVALUATIONS = 6000;

    static Reference of(Guidance guidance, Plans plans, double[][] initial, Run run) {
        double[][] fine = solve(guidance, plans, EVALUATIONS, initial, run);
        double[][] coarse = solve(guidance, plans, EVALUATIONS / 2, initial, run);
        double largest = 0;
        for (int i = 0; i < fine.length; i++)
            for (int j = 0; j < fine[i].length; j++) largest = Math.max(largest, Math.abs(fine[i][j] - coarse[i][j]));
        return new Reference(fine, largest / 8);
    }

    private static double[][] solve(Guidance guidance, Plans plans, int evaluations, double[][] initial, Run run) {
        var plan = DpmSolver.noise(Method.SINGLESTEP_FIXED, 3)
                .compile(plans.noise(), TimeGrid.logSnr(), evaluations, plans.start(), plans.end(evaluations));
        double[][] samples = new Batches(guidance, plan).run(initial, run);
        if (samples.length < initial.length) run.cancellation().check();
        return samples;
    }
}
