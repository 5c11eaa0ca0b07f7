package org.integrand.diffusion.s3;

import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.engine.space.DoubleSpace;

/// Runs plans on the model of a search. Called by several threads at once; a sample depends on the plan, its noise
/// and its index only (the index says what is wanted of a conditional model).
public interface PlanRuns {
    /// Numbers a sample.
    int dimension();

    /// The samples that a plan makes of the states at its start, both `[sample][component]`; the first has index 0.
    /// A sample that diverges is not finite.
    double[] samples(Plan plan, double[] states);

    /// A mixture, whose denoiser is exact, in batches that stay in a core's cache.
    static PlanRuns exact(GaussianMixture mixture, NoiseSchedule schedule) {
        int dimension = mixture.dimension();
        int batch = Math.max(1, 4096 / dimension) * dimension;
        return new PlanRuns() {
            @Override
            public int dimension() {
                return dimension;
            }

            @Override
            public double[] samples(Plan plan, double[] states) {
                var model = mixture.on(schedule);
                double[] samples = new double[states.length];
                for (int from = 0; from < states.length; from += batch) {
                    int length = Math.min(batch, states.length - from);
                    double[] start = new double[length];
                    System.arraycopy(states, from, start, 0, length);
                    double[] end = new PlanExecutor<>(plan, DoubleSpace.of(length)).run(model, start);
                    System.arraycopy(end, 0, samples, from, length);
                }
                return samples;
            }
        };
    }
}
