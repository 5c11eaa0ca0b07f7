package org.integrand.diffusion.sampler;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Evaluation;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanBuilder;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.Term;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// PNDM without its Runge-Kutta start ("PLMS" of latent diffusion): as [Ipndm] of order 4, but the first
/// step is done twice, the second time from the same sample with the mean of the evaluations at both of
/// its ends; that evaluation is not kept.
/// One evaluation more than steps.
/// Source: L. Liu et al., "Pseudo numerical methods for diffusion models on manifolds", ICLR 2022.
///
/// @param denoiseToZero whether a last step takes the sample to zero noise
public record Pndm(boolean denoiseToZero) implements LevelSampler {
    @Override
    public String name() {
        return "pndm";
    }

    @Override
    public Plan compile(NoiseSchedule schedule, TimeGrid grid, int steps, double start, double end) {
        return along(
                schedule,
                Sampler.levels(schedule, grid.points(schedule, start, end, steps), denoiseToZero || grid.toZero()));
    }

    @Override
    public Plan along(NoiseSchedule schedule, List<NoiseLevel> levels) {
        var plan = new PlanBuilder(name(), Prediction.NOISE, 5);
        write(plan, schedule, levels);
        return plan.build();
    }

    /// Writes the steps between some levels.
    static void write(PlanBuilder plan, NoiseSchedule schedule, List<NoiseLevel> levels) {
        var adams = new UniformAdams();
        List<Evaluation> known = new ArrayList<>();
        for (int i = 0; i < levels.size() - 1; i++) {
            var step = new ExponentialStep(levels.get(i), levels.get(i + 1), Prediction.NOISE);
            plan.step(step.start(), step.end());
            known.addFirst(plan.evaluate(step.start()));
            if (i == 0 && !step.end().noiseless()) {
                plan.combine(Register.U, step.carry(), known.getFirst().times(step.gain(1)));
                Evaluation other = plan.evaluate(Register.U, step.end());
                double half = step.gain(1) / 2;
                plan.advance(step.carry(), known.getFirst().times(half), other.times(half));
                continue;
            }
            List<Evaluation> nodes = known.stream().limit(4).toList();
            double[] weights = adams.weights(
                    schedule, step, nodes.stream().map(Evaluation::at).toList());
            plan.advance(
                    step.carry(),
                    IntStream.range(0, weights.length)
                            .mapToObj(j -> nodes.get(j).times(weights[j]))
                            .toArray(Term[]::new));
        }
    }
}
