package org.integrand.diffusion.tuning;

import org.integrand.diffusion.gradient.SampleGradient;
import org.integrand.diffusion.gradient.SampleLoss;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.engine.space.FloatSpace;

/// The loss of the samples that a plan makes from given noises, as a function of a family's numbers: exact
/// gradient by the tape.
///
/// @param noise `[sample][component]` in one array
/// @param count samples
public record SampleObjective(Plan plan, ModelFamily family, float[] noise, int count, SampleLoss<float[]> loss)
        implements Descent.Objective {
    @Override
    public double of(double[] parameters, double[] gradient) {
        var found = SampleGradient.of(plan, FloatSpace.of(noise.length), family.of(parameters, count))
                .gradient(noise, loss);
        double[] own = family.gradient(parameters, found::of);
        System.arraycopy(own, 0, gradient, 0, gradient.length);
        return found.loss();
    }

    /// The samples of these numbers.
    public float[] samples(double[] parameters) {
        return samples(parameters, noise, count);
    }

    /// The samples of these numbers from other noises.
    public float[] samples(double[] parameters, float[] noises, int many) {
        return new PlanExecutor<>(plan, FloatSpace.of(noises.length)).run(family.of(parameters, many), noises);
    }
}
