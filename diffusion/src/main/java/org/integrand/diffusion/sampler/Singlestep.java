package org.integrand.diffusion.sampler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.plan.Evaluation;
import org.integrand.diffusion.plan.PlanBuilder;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// The single-step methods of DPM-Solver and DPM-Solver++: derivatives at s from stages inside the step,
/// `order` evaluations a step. The stages lie on the inner grid of the step, so r1 and r2 are 1/3 and 2/3
/// only where the grid is uniform in lambda.
record Singlestep(DpmSolver options, PlanBuilder plan) {
    void write(NoiseSchedule schedule, TimeGrid grid, int steps, double start, double end) {
        boolean endsClean = schedule.at(end).noiseless();
        List<Integer> orders =
                options.method() == Method.SINGLESTEP ? fast(steps, options.order()) : fixed(steps, options.order());
        orders = endsClean ? withFirstOrderLast(orders, options.method()) : orders;
        double[] outer = outer(schedule, grid, orders, start, end);
        for (int i = 0; i < orders.size(); i++) {
            NoiseLevel s = schedule.at(outer[i]);
            NoiseLevel t = schedule.at(outer[i + 1]);
            plan.step(s, t);
            int order = orders.get(i);
            double[] inner = order == 1 ? new double[0] : grid.inner(schedule, outer[i], outer[i + 1], order);
            write(plan, new ExponentialStep(s, t, options.prediction()), options.solverType(), order, schedule, inner);
        }
    }

    /// One step of an order with its stages at the inner times of a grid of `order` intervals.
    static void write(
            PlanBuilder plan,
            ExponentialStep step,
            SolverType type,
            int order,
            NoiseSchedule schedule,
            double[] inner) {
        var stages = new Stages(plan);
        Evaluation p = plan.evaluate(step.start());
        if (order == 1) {
            stages.first(step, p);
            return;
        }
        Evaluation p1 = stages.stage(step, p, schedule.at(inner[1]));
        if (order == 2) stages.second(step, type, p, p1);
        else stages.third(step, type, p, p1, stages.secondStage(step, SolverType.TAYLOR, p, p1, schedule.at(inner[2])));
    }

    /// The orders that make up a number of evaluations, larger ones first: ..., 3, 3, 2, 1 or 3, 3, 1 or
    /// 3, 3, 2.
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

    /// To zero noise only order 1 is defined. For a given number of evaluations the last step is split to
    /// keep it; of fixed steps the last one is lowered.
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
        if (options.method() == Method.SINGLESTEP_FIXED || grid.spacing() instanceof TimeGrid.LogSnr)
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
}
