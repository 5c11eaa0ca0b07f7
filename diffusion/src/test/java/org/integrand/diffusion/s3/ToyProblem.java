package org.integrand.diffusion.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.ReferenceFlow;
import org.integrand.diffusion.s3.Noises.Part;
import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.diffusion.usf.Corrector;
import org.integrand.diffusion.usf.Decision;
import org.integrand.diffusion.usf.Form;
import org.integrand.diffusion.usf.SolverSchedule;

/// Three Gaussians in the plane on VP-linear, t from 1 to 0.001: the problem that over-fitting was measured on.
final class ToyProblem {
    static final NoiseSchedule SCHEDULE = VpLinear.DEFAULT;
    static final double END = 1e-3;
    static final GaussianMixture MIXTURE = GaussianMixture.isotropic(
            new double[] {0.3, 0.5, 0.2},
            new double[][] {{1, 0.5}, {-1.2, 0.3}, {0.2, -1.1}},
            new double[] {0.2, Math.sqrt(0.02), 0.3});

    private ToyProblem() {}

    static ScheduleSpace space(int evaluations) {
        return new ScheduleSpace(SCHEDULE, 1, END, evaluations);
    }

    static Trial trial(Part part, int count, long seed) {
        double[] states = new Noises(seed, 2, 1).of(part, count);
        return new Trial(PlanRuns.exact(MIXTURE, SCHEDULE), states, new TrajectoryScore(references(states), 2));
    }

    static double[] references(double[] states) {
        double[] ends = new double[states.length];
        IntStream.range(0, states.length / 2).parallel().forEach(i -> {
            var flow = new ReferenceFlow(SCHEDULE, MIXTURE.on(SCHEDULE), 1e-8);
            double[] end = flow.at(1, new double[] {states[2 * i], states[2 * i + 1]}, END);
            System.arraycopy(end, 0, ends, 2 * i, 2);
        });
        return ends;
    }

    static ScheduleSearch search(int evaluations, int onSearch, int onHoldout, long seed) {
        return new ScheduleSearch(
                space(evaluations),
                known(evaluations),
                trial(Part.SEARCH, onSearch, seed),
                trial(Part.HOLDOUT, onHoldout, seed));
    }

    /// Multistep methods of orders 1 to 3 on two grids.
    static List<Known> known(int evaluations) {
        var all = new ArrayList<Known>();
        for (TimeGrid grid : List.of(new TimeGrid.LogSnr(), new TimeGrid.TimePower(2)))
            for (Form form : List.of(Form.NOISE, Form.DATA))
                for (int order = 1; order <= 3; order++)
                    for (Interpolation variable : List.of(Interpolation.LAMBDA, Interpolation.TIME))
                        for (Corrector.Kind kind : List.of(Corrector.Kind.NONE, Corrector.Kind.PSEUDO))
                            all.add(known(evaluations, grid, form, order, variable, kind));
        return all;
    }

    private static Known known(
            int evaluations, TimeGrid grid, Form form, int order, Interpolation variable, Corrector.Kind kind) {
        double[] times = grid.points(SCHEDULE, 1, END, evaluations);
        var steps = new ArrayList<Decision>();
        for (int i = 0; i < evaluations; i++) {
            int allowed = Math.min(order, Math.min(i + 1, evaluations - i));
            var step = Decision.multistep(times[i + 1], form, allowed).with(variable);
            steps.add(i < evaluations - 1 ? step.with(kind) : step);
        }
        return new Known(form + " " + order + " " + variable + " " + kind + " " + grid, new SolverSchedule(1, steps));
    }
}
