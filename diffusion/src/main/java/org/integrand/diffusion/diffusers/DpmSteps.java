package org.integrand.diffusion.diffusers;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.sampler.Compatibility;
import org.integrand.diffusion.sampler.DpmSingleSteps;
import org.integrand.diffusion.sampler.DpmSolver;
import org.integrand.diffusion.sampler.DpmSolverSde;
import org.integrand.diffusion.sampler.Lowering;
import org.integrand.diffusion.sampler.Method;
import org.integrand.diffusion.sampler.SolverType;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// DPM-Solver from its keys: `algorithm_type`, `solver_order`, `solver_type`, `lower_order_final`,
/// `euler_at_final`.
record DpmSteps(SchedulerConfig config, Compatibility compat) {
    private static final int FEW = 15;

    Plan plan(NoiseSchedule schedule, List<NoiseLevel> levels) {
        String algorithm = algorithm();
        int order = config.integer("solver_order");
        if (order < 1 || order > 3) throw config.wrong("solver_order", "1, 2 or 3");
        Prediction prediction = algorithm.endsWith("++") ? Prediction.DATA : Prediction.NOISE;
        if (prediction == Prediction.NOISE && levels.getLast().noiseless())
            throw config.wrong("final_sigmas_type", "sigma_min with algorithm_type " + algorithm);
        boolean diffusion = algorithm.startsWith("sde-");
        if (config.scheduler() == SchedulerClass.DPM_SINGLESTEP) {
            if (diffusion) throw config.wrong("algorithm_type", "dpmsolver or dpmsolver++ for single steps");
            return new DpmSingleSteps(prediction, type()).along(levels, orders(levels.size() - 1, order, levels));
        }
        Lowering lowering = lowering(levels.size() - 1);
        if (!diffusion)
            return new DpmSolver(prediction, Method.MULTISTEP, order, type(), lowering, false, false, compat)
                    .along(schedule, levels);
        if (order == 3 && compat == Compatibility.RELEASE)
            throw config.wrong(
                    "solver_order",
                    "1 or 2 with algorithm_type " + algorithm
                            + ": order 3 has a wrong sign in the release, compat ours has the right one");
        return new DpmSolverSde(prediction, order, type(), 1, 1, lowering, false, compat).along(schedule, levels);
    }

    /// A foreign one that diffusers takes for DPM-Solver++.
    private String algorithm() {
        String algorithm = config.choice(
                "algorithm_type", List.of("dpmsolver", "dpmsolver++", "sde-dpmsolver", "sde-dpmsolver++", "deis"));
        return algorithm.equals("deis") ? "dpmsolver++" : algorithm;
    }

    /// Those of other solvers are taken for midpoint.
    private SolverType type() {
        String type = config.choice("solver_type", List.of("midpoint", "heun", "logrho", "bh1", "bh2"));
        return type.equals("heun") ? SolverType.TAYLOR : SolverType.DPMSOLVER;
    }

    private Lowering lowering(int steps) {
        if (config.flag("lower_order_final") && steps < FEW) return Lowering.BELOW_FIFTEEN_STEPS;
        return config.flag("euler_at_final") ? Lowering.LAST_STEP : Lowering.NEVER;
    }

    /// The orders of single steps for n evaluations. `lower_order_final` false means whole steps only, which
    /// diffusers gives up when n is no multiple of the order or the end has no noise.
    private List<Integer> orders(int n, int order, List<NoiseLevel> levels) {
        boolean zero = levels.getLast().noiseless();
        boolean lower = config.flag("lower_order_final") || n % order != 0 || zero;
        List<Integer> orders = new ArrayList<>();
        int rest = n;
        while (rest >= order) {
            orders.add(order);
            rest -= order;
        }
        if (rest > 0) orders.add(rest);
        // the last evaluations: order 3 ends in 2, 1 and order 2 in 1, 1 when n is a multiple of it
        if (lower && order > 1 && n % order == 0) {
            orders.removeLast();
            if (order == 3) orders.add(2);
            else orders.add(1);
            orders.add(1);
        }
        if (zero && orders.getLast() > 1) { // to zero noise only order 1 is defined
            int last = orders.removeLast();
            orders.add(last - 1);
            orders.add(1);
        }
        return orders;
    }
}
