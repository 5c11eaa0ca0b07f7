package org.integrand.diffusion.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.ReferenceFlow;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.Space;

/// Runs a multistep plan from a known history. A method of p nodes begins with steps of lower order,
/// because its history is too short, and those cap the order that is seen of the whole run. Here the
/// sample is put on the exact path after each of the first p - 1 steps, and evaluations at the ends of
/// those steps (a corrector's, at the prediction) are made on the path as well: step p is the first whose
/// result counts, and all its nodes are exact.
///
/// @param space of the batch
/// @param known the exact states at the ends of the first p - 1 steps; none for a single-step method
public record ExactHistory<Y>(Plan plan, Space<Y> space, List<Y> known) {
    /// @throws IllegalArgumentException when there are more states than steps
    public ExactHistory {
        known = List.copyOf(known);
        if (known.size() > plan.steps().size())
            throw new IllegalArgumentException("exact history of " + known.size() + " states: the plan has "
                    + plan.steps().size() + " steps, expected no more states than that");
    }

    /// With states from the flow itself: as many as the plan has nodes, less one.
    ///
    /// @param start the state that the plan starts from
    public static ExactHistory<double[]> of(Plan plan, ReferenceFlow flow, double[] start) {
        double[] times = times(plan);
        List<double[]> states = times.length == 0
                ? List.of()
                : flow.path(plan.steps().getFirst().from().t(), start, times);
        return new ExactHistory<>(plan, DoubleSpace.of(start.length), states);
    }

    /// The times at which a plan's history has to be known: the ends of its first p - 1 steps.
    public static double[] times(Plan plan) {
        return IntStream.range(0, Math.min(nodes(plan), plan.steps().size()) - 1)
                .mapToDouble(i -> plan.steps().get(i).to().t())
                .toArray();
    }

    /// p: the largest number of points, none of them later than the start of the step, whose evaluations
    /// one step of a plan adds up; 1 for a single-step method.
    public static int nodes(Plan plan) {
        int most = 1;
        Map<Register, NoiseLevel> levels = new HashMap<>();
        for (Step step : plan.steps()) {
            Set<NoiseLevel> read = new HashSet<>();
            for (Instruction instruction : step.instructions()) {
                if (instruction instanceof Evaluate what) levels.put(what.into(), what.at());
                else if (instruction instanceof Combine sum)
                    for (Term term : sum.terms()) {
                        NoiseLevel at = levels.get(term.register());
                        if (at != null && at.rho() >= step.from().rho()) read.add(at);
                    }
            }
            most = Math.max(most, read.size());
        }
        return most;
    }

    /// The result from `start`, which lies on the same path as the known states.
    public Y run(DiffusionModel<Y> model, Y start) {
        return run(model, start, StepObserver.none());
    }

    /// The result, with an observer that is told after each step, after the first ones the exact states.
    public Y run(DiffusionModel<Y> model, Y start, StepObserver<? super Y> observer) {
        int[] done = {0};
        StepObserver<Y> backOnPath = (_, number, _, x) -> {
            done[0] = number;
            if (number <= known.size()) space.copy(known.get(number - 1), x);
        };
        var run = new PlanStepper<>(
                plan, space, model.prediction(), start, SamplingHooks.<Y>none().with(backOnPath.and(observer)));
        while (!run.done()) {
            NoiseLevel at = run.pending().at();
            if (done[0] < known.size() && at.equals(plan.steps().get(done[0]).to()))
                space.copy(known.get(done[0]), run.input());
            model.evaluate(run.input(), at.t(), run.output());
            run.supplied();
        }
        return run.state();
    }
}
