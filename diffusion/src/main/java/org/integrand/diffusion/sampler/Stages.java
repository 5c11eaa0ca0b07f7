package org.integrand.diffusion.sampler;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.plan.Evaluation;
import org.integrand.diffusion.plan.PlanBuilder;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.Term;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// The formulas of single-step methods: derivatives at s from stages inside the step. Each asks the model
/// for the sample at s, then for its stages, and puts the result into a register.
///
/// @param into where the result goes
record Stages(PlanBuilder plan, Register into) {
    /// Into the sample.
    Stages(PlanBuilder plan) {
        this(plan, Register.X);
    }

    /// Order 1: carry x_s + gain(1) P_s.
    void first(ExponentialStep step, Evaluation p) {
        plan.combine(into, step.carry(), p.times(step.gain(1)));
    }

    /// Stage P_1 at lambda_s + r1 h by order 1.
    Evaluation stage(ExponentialStep step, Evaluation p, NoiseLevel inside) {
        if (step.start().signalless())
            throw new IllegalArgumentException("step from t " + step.start().t()
                    + ", where alpha is 0: only order 1 is defined there, expected a later start");
        ExponentialStep half = step.to(inside);
        plan.combine(Register.U, half.carry(), p.times(half.gain(1)));
        return plan.evaluate(Register.U, inside);
    }

    /// Order 2: carry x_s + gain(1) P_s + w (P_1 - P_s) / r1, w = gain(1) / 2 or, of type taylor, gain(2).
    void second(ExponentialStep step, SolverType type, Evaluation p, Evaluation p1) {
        double r1 = step.to(p1.at()).h() / step.h();
        double w = (type == SolverType.TAYLOR ? step.gain(2) : step.gain(1) / 2) / r1;
        plan.combine(into, step.carry(), p.times(step.gain(1) - w), p1.times(w));
    }

    /// Stage P_2 at lambda_s + r2 h by order 2 of a type from P_s and P_1.
    Evaluation secondStage(ExponentialStep step, SolverType type, Evaluation p, Evaluation p1, NoiseLevel further) {
        new Stages(plan, Register.U).second(step.to(further), type, p, p1);
        return plan.evaluate(Register.U, further);
    }

    /// Order 3, with d_i = (P_i - P_s) / r_i: carry x_s + gain(1) P_s + gain(2) d_2, or, of type taylor,
    /// with the derivatives of the parabola, D1 = (r2 d_1 - r1 d_2) / (r2 - r1) and D2 = 2 (d_2 - d_1) /
    /// (r2 - r1), carry x_s + gain(1) P_s + gain(2) D1 + gain(3) D2.
    void third(ExponentialStep step, SolverType type, Evaluation p, Evaluation p1, Evaluation p2) {
        double r1 = step.to(p1.at()).h() / step.h();
        double r2 = step.to(p2.at()).h() / step.h();
        boolean taylor = type == SolverType.TAYLOR;
        double w1 = taylor ? (step.gain(2) * r2 - 2 * step.gain(3)) / (r2 - r1) / r1 : 0;
        double w2 = taylor ? (2 * step.gain(3) - step.gain(2) * r1) / (r2 - r1) / r2 : step.gain(2) / r2;
        plan.combine(into, step.carry(), p.times(step.gain(1) - w1 - w2), p1.times(w1), p2.times(w2));
    }

    /// A Runge-Kutta method for dv / drho = eps, v = x / alpha: stage i at rho_i = rho_s + c_i (rho_t -
    /// rho_s), u_i = (alpha_i / alpha_s) x_s + alpha_i (rho_t - rho_s) sum_j a_ij eps_j.
    void rungeKutta(ExponentialStep step, NoiseSchedule schedule, RhoTableau tableau) {
        var table = tableau.table;
        double[] c = table.nodes();
        double carry = step.carry();
        double length = step.end().rho() - step.start().rho();
        List<Evaluation> stages = new ArrayList<>();
        stages.add(plan.evaluate(step.start()));
        for (int i = 1; i < table.stages(); i++) {
            NoiseLevel at =
                    c[i] == 1 ? step.end() : atRho(schedule, step.start().rho() + c[i] * length);
            plan.combine(
                    Register.U, at.alpha() / step.start().alpha(), terms(stages, table.row(i), at.alpha() * length));
            stages.add(plan.evaluate(Register.U, at));
        }
        plan.combine(into, carry, terms(stages, table.weights(), step.end().alpha() * length));
    }

    private static Term[] terms(List<Evaluation> stages, double[] weights, double factor) {
        List<Term> terms = new ArrayList<>();
        for (int j = 0; j < stages.size(); j++)
            if (weights[j] != 0) terms.add(stages.get(j).times(factor * weights[j]));
        return terms.toArray(Term[]::new);
    }

    /// The level between two others at lambda_s + r (lambda_t - lambda_s).
    static NoiseLevel between(NoiseSchedule schedule, NoiseLevel s, NoiseLevel t, double r) {
        if (s.signalless())
            throw new IllegalArgumentException("stage after t " + s.t()
                    + ", where alpha is 0 and lambda infinite: expected a later start, or a method of order 1");
        double lambda = s.halfLogSnr() + r * (t.halfLogSnr() - s.halfLogSnr());
        return schedule.atLambda(lambda);
    }

    /// The level with a given rho = sigma / alpha; zero noise for 0. Below the schedule's least noise it has the time
    /// and the alpha of the schedule's end: steps may pass through such a level, no model is asked there.
    /// @throws IllegalArgumentException when it is noisier than the schedule
    static NoiseLevel atRho(NoiseSchedule schedule, double rho) {
        if (rho == 0) return NoiseLevel.CLEAN;
        if (!Double.isFinite(rho))
            throw new IllegalArgumentException("sigma / alpha " + rho + ": no signal there, expected a finite number");
        double t = schedule.time(-Math.log(rho));
        if (t >= schedule.tMin()) return schedule.at(t);
        double alpha = schedule.alpha(schedule.tMin());
        return new NoiseLevel(schedule.tMin(), alpha, rho * alpha);
    }

    /// An order 1 step of its own.
    static void first(PlanBuilder plan, ExponentialStep step) {
        new Stages(plan).first(step, plan.evaluate(step.start()));
    }
}
