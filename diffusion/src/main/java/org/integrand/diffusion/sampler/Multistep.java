package org.integrand.diffusion.sampler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Evaluation;
import org.integrand.diffusion.plan.PlanBuilder;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.Term;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// All multistep samplers: one evaluation a step, derivatives from evaluations at earlier points.
///
/// Step i has order p = min(order, i + 1), less at the end if lowered, and 1 to zero noise unless the rule
/// is defined there. The predictor sees the p newest evaluations. With a corrector, the model is asked at
/// the prediction, the step is done again from the same x_s with that node added, and the evaluation is
/// kept as the next step's first: one a step all the same. The last step is not corrected, there is
/// nothing left to ask for.
///
/// @param order     nodes of the predictor
/// @param eta       how much of the diffusion is run, see [ExponentialStep]
/// @param noise     factor of the noise, usually 1
/// @param uncorrected numbers of the steps that are not corrected, given a corrector
record Multistep(
        Prediction prediction,
        int order,
        Extrapolation predictor,
        Optional<? extends Extrapolation> corrector,
        List<Integer> uncorrected,
        Lowering lowering,
        double eta,
        double noise) {
    /// A deterministic predictor.
    Multistep(Prediction prediction, int order, Extrapolation predictor, Lowering lowering) {
        this(prediction, order, predictor, Optional.empty(), List.of(), lowering, 0, 1);
    }

    /// How many evaluations a plan keeps.
    int history() {
        return order + (corrector.isPresent() ? 1 : 0);
    }

    /// Writes the steps between some levels. A last step of length 0, as diffusers has it where sigmas end
    /// twice at the least one, counts for the orders but does nothing, and is left out.
    void write(PlanBuilder plan, NoiseSchedule schedule, List<NoiseLevel> levels) {
        int steps = levels.size() - 1;
        List<Evaluation> known = new ArrayList<>();
        boolean asked = false; // whether the corrector has evaluated at this step's start already
        for (int i = 0; i < steps; i++) {
            var step = new ExponentialStep(levels.get(i), levels.get(i + 1), prediction, eta);
            if (i > 0 && i == steps - 1 && step.start().rho() == step.end().rho()) return;
            plan.step(step.start(), step.end());
            if (!asked) known.addFirst(plan.evaluate(step.start()));
            List<Evaluation> nodes = nodes(known, orderOf(i, steps, step), step);
            Term[] prediction = terms(predictor.weights(schedule, step, levels(nodes)), nodes);
            asked = corrector.isPresent()
                    && !step.start().signalless()
                    && i < steps - 1
                    && !uncorrected.contains(i)
                    && !step.end().noiseless();
            if (asked) {
                plan.combine(Register.U, step.carry(), prediction);
                known.addFirst(plan.evaluate(Register.U, step.end()));
                List<Evaluation> all = Stream.concat(Stream.of(known.getFirst()), nodes.stream())
                        .toList();
                double[] weights = corrector.orElseThrow().weights(schedule, step, levels(all));
                plan.advance(step.carry(), terms(weights, all));
            } else plan.advance(step.carry(), prediction);
            if (step.noise() > 0) plan.perturb(1, noise * step.noise(), 0, step.start(), step.end());
        }
    }

    private int orderOf(int i, int steps, ExponentialStep step) {
        if (step.end().noiseless() && !predictor.definedToZeroNoise(prediction)) return 1;
        return lowering.order(Math.min(order, i + 1), i, steps);
    }

    /// The newest evaluations; one where there was no signal is infinitely far away and does not count.
    private static List<Evaluation> nodes(List<Evaluation> known, int order, ExponentialStep step) {
        if (step.start().signalless()) return List.of(known.getFirst());
        return known.stream()
                .limit(order)
                .filter(node -> !node.at().signalless())
                .toList();
    }

    private static List<NoiseLevel> levels(List<Evaluation> nodes) {
        return nodes.stream().map(Evaluation::at).toList();
    }

    private static Term[] terms(double[] weights, List<Evaluation> nodes) {
        return IntStream.range(0, weights.length)
                .mapToObj(j -> nodes.get(j).times(weights[j]))
                .toArray(Term[]::new);
    }
}
