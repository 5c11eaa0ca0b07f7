package org.integrand.diffusion.sampler;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Evaluation;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanBuilder;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.Term;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// DDIM, PNDM and iPNDM as diffusers has them: a step's coefficients are those between two levels that need
/// not be the ones where the sample is and where the next step takes it to be. With `timestep_spacing` linspace
/// diffusers goes to timestep t - N div n and continues from another one.
/// The correct samplers are [Ddim], [Pndm] and [Ipndm].
///
/// @param order 1 (DDIM) or 4 (PNDM, iPNDM)
/// @param twice whether the first step is made twice, as PNDM does
public record ReleasedSteps(String name, int order, boolean twice) {
    /// Between which levels the coefficients of a step are computed.
    public record Aim(NoiseLevel from, NoiseLevel to) {}

    public ReleasedSteps {
        if (order != 1 && order != 4) throw new IllegalArgumentException("order " + order + ": expected 1 or 4");
    }

    /// The plan.
    ///
    /// @param levels where the model is asked, and the end
    /// @param aims   one for each step, two for the first when it is made twice
    public Plan along(NoiseSchedule schedule, List<NoiseLevel> levels, List<Aim> aims) {
        Prediction prediction = order == 1 ? Prediction.DATA : Prediction.NOISE;
        var plan = new PlanBuilder(name + " as released", prediction, order + (twice ? 1 : 0));
        List<Evaluation> known = new ArrayList<>();
        for (int i = 0; i < levels.size() - 1; i++) {
            NoiseLevel s = levels.get(i);
            NoiseLevel t = levels.get(i + 1);
            plan.step(s, t);
            known.addFirst(plan.evaluate(s));
            if (i == 0 && twice) {
                var first = step(aims.get(0), prediction);
                plan.combine(Register.U, carry(first), known.getFirst().times(gain(first)));
                Evaluation other = plan.evaluate(Register.U, t);
                var again = step(aims.get(1), prediction);
                double half = gain(again) / 2;
                plan.advance(carry(again), known.getFirst().times(half), other.times(half));
                continue;
            }
            var step = step(aims.get(twice ? i + 1 : i), prediction);
            List<Evaluation> nodes = known.stream().limit(order).toList();
            double[] weights = UniformAdams.of(nodes.size());
            plan.advance(
                    carry(step),
                    IntStream.range(0, weights.length)
                            .mapToObj(j -> nodes.get(j).times(gain(step) * weights[j]))
                            .toArray(Term[]::new));
        }
        return plan.build();
    }

    private static ExponentialStep step(Aim aim, Prediction prediction) {
        return new ExponentialStep(aim.from(), aim.to(), prediction);
    }

    /// Without signal the release takes D for 0 in the noise form.
    private static double carry(ExponentialStep step) {
        return step.start().signalless() && step.prediction() == Prediction.NOISE ? 0 : step.carry();
    }

    private static double gain(ExponentialStep step) {
        if (step.start().signalless() && step.prediction() == Prediction.NOISE)
            return step.end().sigma();
        return step.start().equals(step.end()) ? 0 : step.gain(1);
    }
}
