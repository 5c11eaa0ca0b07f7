package org.integrand.app.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.inversion.Bidirectional;
import org.integrand.diffusion.inversion.DdimInversion;
import org.integrand.diffusion.inversion.Edict;
import org.integrand.diffusion.inversion.PlanInverse;
import org.integrand.diffusion.inversion.TwoWaySampler;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.Step;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// A sampler of a job that goes from data to noise and back, on the job's levels.
///
/// @param levels from much noise to little
record TwoWay(TwoWaySampler sampler, NoiseSchedule schedule, List<NoiseLevel> levels) {
    /// That of a sampler on the levels of its plan.
    ///
    /// @param along the sampler's plan from noise to data
    /// @throws IllegalArgumentException when it cannot be undone, with the reason
    static TwoWay of(SamplerSpec spec, Plan along, NoiseSchedule schedule) {
        List<NoiseLevel> levels = new ArrayList<>();
        levels.add(along.steps().getFirst().from());
        along.steps().stream().map(Step::to).forEach(levels::add);
        return new TwoWay(sampler(spec, along), schedule, levels);
    }

    private static TwoWaySampler sampler(SamplerSpec spec, Plan along) {
        if (spec instanceof TwoWaySamplers exact) return exact.twoWay();
        if (spec instanceof OneStepSamplers.Ddim ddim && ddim.eta() == 0) return new DdimInversion();
        String expected = "expected sampler bdia, bdia-edm, o-belm, leapfrog-rho or edict, or ddim to compare with";
        try {
            PlanInverse.of(along);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("sampler " + spec.label() + ": " + e.getMessage() + "; " + expected, e);
        }
        throw new IllegalArgumentException("sampler " + spec.label() + ": it encodes no data; " + expected);
    }

    /// On the part of the levels next to the data.
    ///
    /// @param strength how large a part, 1 is all
    /// @throws IllegalArgumentException when it is less than the sampler needs
    TwoWay part(double strength) {
        int steps = (int) Math.round(strength * (levels.size() - 1));
        if (steps < 1)
            throw new IllegalArgumentException("strength " + strength + " of " + (levels.size() - 1)
                    + " steps: rounds to none, expected more strength or more steps");
        return new TwoWay(sampler, schedule, levels.subList(levels.size() - 1 - steps, levels.size()));
    }

    Plan along() {
        return sampler.along(schedule, levels);
    }

    Plan encode() {
        return sampler.encode(schedule, levels);
    }

    Plan decode() {
        return sampler.decode(schedule, levels);
    }

    /// The times of the states of the latent, the noisiest first.
    List<Double> latentTimes() {
        return switch (sampler) {
            case Bidirectional _ -> List.of(levels.get(0).t(), levels.get(1).t());
            case Edict _ -> List.of(levels.getFirst().t(), levels.getFirst().t());
            default -> List.of(levels.getFirst().t());
        };
    }

    /// The states of a latent in the order of [#latentTimes], from the order of a plan's registers.
    <T> List<T> noisiestFirst(List<T> states) {
        boolean swapped = sampler instanceof Bidirectional && levels.size() % 2 == 0;
        return swapped ? states.reversed() : states;
    }
}
