package org.integrand.diffusion.s3;

import org.integrand.diffusion.plan.Plan;

/// A set of noises with what the samples made of them are measured by.
///
/// @param states the noises, `[sample][component]`
public record Trial(PlanRuns runs, double[] states, Score score) {
    /// How many noises there are.
    public int count() {
        return states.length / runs.dimension();
    }

    /// How good a plan is on the part `fidelity` of the noises, the first ones; never on fewer than mean something.
    public Measurement measure(Plan plan, double fidelity) {
        int count = Math.clamp(Math.round(fidelity * count()), Math.min(score.least(), count()), count());
        double[] some = states;
        if (count < count()) {
            some = new double[count * runs.dimension()];
            System.arraycopy(states, 0, some, 0, some.length);
        }
        return score.measure(runs.samples(plan, some), count);
    }

    /// How good it is on all noises.
    public Measurement measure(Plan plan) {
        return measure(plan, 1);
    }

    /// The same with what intervals need.
    public Measurement measureClosely(Plan plan) {
        return score.measureClosely(runs.samples(plan, states), count());
    }
}
