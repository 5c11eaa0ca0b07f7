package org.integrand.diffusion.s3;

import java.util.List;
import java.util.stream.IntStream;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.ReferenceFlow;
import org.integrand.diffusion.s3.Noises.Part;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VpLinear;

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
                few(evaluations),
                trial(Part.SEARCH, onSearch, seed),
                trial(Part.HOLDOUT, onHoldout, seed));
    }

    /// Every fifth of the known solvers, for short searches.
    static List<Known> few(int evaluations) {
        var all = space(evaluations).knownSolvers();
        return IntStream.range(0, all.size())
                .filter(i -> i % 5 == 0)
                .mapToObj(all::get)
                .toList();
    }
}
