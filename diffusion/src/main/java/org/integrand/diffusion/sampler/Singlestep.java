package org.integrand.diffusion.sampler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.plan.Evaluation;
import org.integrand.diffusion.plan.PlanBuilder;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// The single-step methods of DPM-Solver and DPM-Solver++: derivatives at s from stages inside the step,
/// `order` evaluations a step. The stages lie on the inner grid of the step, so r1 and r2 are 1/3 and 2/3 only
/// where the grid is uniform in lambda.
record Singlestep(DpmSolver options, PlanBuilder plan) {
    /// Compiles and returns the last time.
    double compile(NoiseSchedule schedule, TimeGrid grid, int steps, double start, double end) {
        boolean endsClean = schedule.at(end).noiseless();
        List<Integer> orders =
                options.method() == Method.SINGLESTEP ? fast(steps, options.order()) : fixed(steps, options.order());
        orders = endsClean ? withFirstOrderLast(orders, options.method()) : orders;
        double[] outer = outer(schedule, grid, orders, start, end);
        for (int i = 0; i < orders.size(); i++) {
            int order = orders.get(i);
            var step = new ExponentialStep(schedule.at(outer[i]), schedule.at(outer[i + 1]), options.prediction());
            if (order == 1) {
                Ddim.step(plan, step);
                continue;
            }
            List<NoiseLevel> inner = Sampler.levels(schedule, grid.inner(schedule, outer[i], outer[i + 1], order));
            plan.step(step.start(), step.end());
            if (order == 2) second(step, inner.get(1));
            else third(step, inner.get(1), inner.get(2));
        }
        return end;
    }

    /// The orders that make up a number of evaluations, larger ones first: ..., 3, 3, 2, 1 or 3, 3, 1 or 3, 3, 2.
    /// Source: DPM-Solver, appendix B.
    static List<Integer> fast(int evaluations, int order) {
        if (evaluations < 1) throw new IllegalArgumentException("evaluations " + evaluations + ": expected at least 1");
        List<Integer> orders = new ArrayList<>(Collections.nCopies(evaluations / order, order));
        int rest = evaluations % order;
        if (order == 3 && rest == 0) {
            orders.removeLast();
            orders.add(2);
            orders.add(1);
        } else if (rest > 0) orders.add(rest);
        return orders;
    }

    private static List<Integer> fixed(int evaluations, int order) {
        if (evaluations < order)
            throw new IllegalArgumentException(
                    "evaluations " + evaluations + ": singlestep-fixed of order " + order + " needs at least " + order
                            + ", and uses a multiple of " + order + "; method singlestep takes any number");
        return Collections.nCopies(evaluations / order, order);
    }

    /// To zero noise only order 1 is defined. For a given number of evaluations the last step is split to keep
    /// it; of fixed steps the last one is lowered.
    private static List<Integer> withFirstOrderLast(List<Integer> orders, Method method) {
        List<Integer> changed = new ArrayList<>(orders);
        int last = changed.removeLast();
        if (last > 1 && method == Method.SINGLESTEP) changed.add(last - 1);
        changed.add(1);
        return changed;
    }

    /// The ends of the steps. Uniform in lambda, they all have the same length; otherwise a step of order k
    /// spans k intervals of the grid with one interval an evaluation. Fixed steps are the grid's own.
    private double[] outer(NoiseSchedule schedule, TimeGrid grid, List<Integer> orders, double start, double end) {
        if (options.method() == Method.SINGLESTEP_FIXED || grid instanceof TimeGrid.LogSnr)
            return grid.points(schedule, start, end, orders.size());
        double[] fine = grid.points(
                schedule, start, end, orders.stream().mapToInt(k -> k).sum());
        double[] outer = new double[orders.size() + 1];
        outer[0] = start;
        for (int i = 0, at = 0; i < orders.size(); i++) {
            at += orders.get(i);
            outer[i + 1] = fine[at];
        }
        return outer;
    }

    /// Stage P_1 at lambda_s + r1 h by order 1, then x_t = carry x_s + gain(1) P_s + w (P_1 - P_s) / r1, w =
    /// gain(1) / 2 or gain(2).
    private void second(ExponentialStep step, NoiseLevel inside) {
        ExponentialStep half = step.to(inside);
        double r1 = half.h() / step.h();
        Evaluation p = plan.evaluate(step.start());
        plan.combine(Register.U, half.carry(), p.times(half.gain(1)));
        Evaluation p1 = plan.evaluate(Register.U, inside);
        double w = (options.solverType() == SolverType.TAYLOR ? step.gain(2) : step.gain(1) / 2) / r1;
        plan.advance(step.carry(), p.times(step.gain(1) - w), p1.times(w));
    }

    /// Stages P_1 at r1 as in order 2 and P_2 at r2 by order 2, d_i = (P_i - P_s) / r_i; then either x_t =
    /// carry x_s + gain(1) P_s + gain(2) d_2, or with the derivatives of the parabola, D1 = (r2 d_1 - r1 d_2) /
    /// (r2 - r1) and D2 = 2 (d_2 - d_1) / (r2 - r1), carry x_s + gain(1) P_s + gain(2) D1 + gain(3) D2.
    private void third(ExponentialStep step, NoiseLevel inside, NoiseLevel further) {
        ExponentialStep one = step.to(inside);
        ExponentialStep two = step.to(further);
        double r1 = one.h() / step.h();
        double r2 = two.h() / step.h();
        Evaluation p = plan.evaluate(step.start());
        plan.combine(Register.U, one.carry(), p.times(one.gain(1)));
        Evaluation p1 = plan.evaluate(Register.U, inside);
        double stage = two.gain(2) * r2 / r1;
        plan.combine(Register.U, two.carry(), p.times(two.gain(1) - stage), p1.times(stage));
        Evaluation p2 = plan.evaluate(Register.U, further);
        boolean taylor = options.solverType() == SolverType.TAYLOR;
        double w1 = taylor ? (step.gain(2) * r2 - 2 * step.gain(3)) / (r2 - r1) / r1 : 0;
        double w2 = taylor ? (2 * step.gain(3) - step.gain(2) * r1) / (r2 - r1) / r2 : step.gain(2) / r2;
        plan.advance(step.carry(), p.times(step.gain(1) - w1 - w2), p1.times(w1), p2.times(w2));
    }
}
