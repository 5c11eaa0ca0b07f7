package org.integrand.diffusion.sampler;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.plan.Evaluation;
import org.integrand.diffusion.plan.PlanBuilder;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// The multistep methods of DPM-Solver and DPM-Solver++: derivatives at s from the evaluations there and at
/// earlier points, one evaluation a step.
record Multistep(DpmSolver options, PlanBuilder plan) {
    /// From here on the last steps keep their order. The release's code has 10 (its text says 15, as diffusers
    /// does). On the mixture of the tests, order 3 with 10 steps errs by 0.029 with the order kept and 0.15
    /// with it lowered; with 6 steps it is 0.37 and 0.13.
    static final int FEW_STEPS = 10;

    /// Compiles and returns the last time.
    double compile(NoiseSchedule schedule, TimeGrid grid, int steps, double start, double end) {
        List<NoiseLevel> levels = Sampler.levels(schedule, grid.points(schedule, start, end, steps));
        List<Evaluation> history = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            var step = new ExponentialStep(levels.get(i), levels.get(i + 1), options.prediction());
            plan.step(step.start(), step.end());
            history.addFirst(plan.evaluate(step.start()));
            switch (orderOf(i, steps, step)) {
                case 1 -> first(step, history.get(0));
                case 2 -> second(step, history.get(0), history.get(1));
                default -> third(step, history.get(0), history.get(1), history.get(2));
            }
        }
        return end;
    }

    /// The order of step i: as much as the history allows, 1 to zero noise, and less at the end of a short run if
    /// wanted.
    private int orderOf(int i, int steps, ExponentialStep step) {
        if (step.end().noiseless()) return 1;
        boolean lower = options.lowerOrderFinal() && steps < FEW_STEPS;
        return Math.min(Math.min(options.order(), i + 1), lower ? steps - i : options.order());
    }

    private void first(ExponentialStep step, Evaluation now) {
        plan.advance(step.carry(), now.times(step.gain(1)));
    }

    /// x_t = carry x_s + gain(1) P_s + w d, d = (P_s - P_r) / r0, r0 = (lambda_s - lambda_r) / h, w = gain(1) /
    /// 2 or gain(2).
    private void second(ExponentialStep step, Evaluation now, Evaluation before) {
        double r0 = (now.at().halfLogSnr() - before.at().halfLogSnr()) / step.h();
        double w = (options.solverType() == SolverType.TAYLOR ? step.gain(2) : step.gain(1) / 2) / r0;
        plan.advance(step.carry(), now.times(step.gain(1) + w), before.times(-w));
    }

    /// x_t = carry x_s + gain(1) P_s + gain(2) D1 + gain(3) D2 with d as in order 2, e = (P_r - P_q) / r1, r1 =
    /// (lambda_r - lambda_q) / h, D1 = d + r0 / (r0 + r1) (d - e), D2 = c (d - e) / (r0 + r1): the derivatives
    /// of the parabola through the three points when c = 2. The releases have c = 1, see [Compatibility].
    private void third(ExponentialStep step, Evaluation now, Evaluation before, Evaluation earlier) {
        double h = step.h();
        double r0 = (now.at().halfLogSnr() - before.at().halfLogSnr()) / h;
        double r1 = (before.at().halfLogSnr() - earlier.at().halfLogSnr()) / h;
        double ofDifference = (step.gain(2) * r0 + options.compatibility().secondDifference * step.gain(3)) / (r0 + r1);
        double d = (step.gain(2) + ofDifference) / r0;
        double e = -ofDifference / r1;
        plan.advance(step.carry(), now.times(step.gain(1) + d), before.times(e - d), earlier.times(-e));
    }
}
