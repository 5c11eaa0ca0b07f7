package org.integrand.diffusion.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.model.ParametricModel;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.engine.control.Grid;
import org.integrand.engine.sensitivity.Gradient;
import org.integrand.engine.sensitivity.Loss;
import org.integrand.engine.sensitivity.ParametricProblem;
import org.integrand.engine.sensitivity.PointLoss;
import org.integrand.engine.sensitivity.Sensitivity;
import org.integrand.engine.sensitivity.Stepping;

/// The gradient through the probability flow as an ODE in rho, by the engine's own modes and methods:
///
///     dy/drho = eps,   da/drho = -(d eps/dy)^T a,   dL/dtheta = -int (d eps/dtheta)^T a drho,   y = x / alpha.
///
/// | `how` | gradient of | states |
/// |---|---|---|
/// | `Sensitivity.discrete(m)` | the steps of the Runge-Kutta method m, exactly: its symplectic adjoint | one a step |
/// | `Sensitivity.interpolated(m)` | the flow | the dense output |
/// | `Sensitivity.backsolve(m)` | the flow, if the way back is accurate | none |
/// | `Sensitivity.forward(m)` | the flow; for few numbers | n (1 + n + m) |
///
/// What is computed backwards drifts: with the few steps of first order that samplers take, backsolve is wrong by half
/// of the gradient or all of it (docs/gradients.md). The result says by how much the start was missed, and warns from
/// 1/100 on. `SampleGradient` has no such error.
///
/// Sources: R. T. Q. Chen et al., "Neural ordinary differential equations", NeurIPS 2018; in rho: J. Pan et al.,
/// "AdjointDPM", ICLR 2024, arXiv 2307.10711.
///
/// @param model    what is followed; it may predict what it likes
/// @param how      mode and method
/// @param start    where the noise is
/// @param end      where the sample is
/// @param stepping tolerance or grid, in rho
public record FlowGradient(
        NoiseSchedule schedule,
        DifferentiableModel<double[]> model,
        Sensitivity how,
        NoiseLevel start,
        NoiseLevel end,
        Stepping stepping) {
    /// in whose units a fixed grid's error of the states is measured
    private static final double UNIT = 1e-5;

    private static final double MUCH = 1e-2;

    public FlowGradient {
        for (NoiseLevel level : List.of(start, end))
            if (level.noiseless() || level.signalless())
                throw new IllegalArgumentException("flow at t " + level.t() + ": no "
                        + (level.noiseless() ? "noise" : "signal") + " there; expected alpha and sigma > 0");
    }

    /// With steps to an absolute and relative tolerance of y.
    public static FlowGradient adaptive(
            NoiseSchedule schedule,
            DifferentiableModel<double[]> model,
            Sensitivity how,
            double start,
            double end,
            double tolerance) {
        return new FlowGradient(
                schedule, model, how, schedule.at(start), schedule.at(end), Stepping.tolerance(tolerance, tolerance));
    }

    /// With the steps of a grid, there and back.
    ///
    /// @param levels at least two, strictly monotone
    public static FlowGradient on(
            List<NoiseLevel> levels, NoiseSchedule schedule, DifferentiableModel<double[]> model, Sensitivity how) {
        double[] rhos = levels.stream().mapToDouble(NoiseLevel::rho).toArray();
        return new FlowGradient(
                schedule,
                model,
                how,
                levels.getFirst(),
                levels.getLast(),
                Stepping.tolerance(UNIT, UNIT).by(Grid.of(rhos)));
    }

    /// The gradient from the noise `x` at the start, a batch.
    ///
    /// @throws ArithmeticException when a derivative is not finite
    public LossGradient<double[]> gradient(double[] x, SampleLoss<double[]> loss) {
        double first = Math.min(start.t(), end.t());
        double last = Math.max(start.t(), end.t());
        var field = new RhoField(schedule, model, x.length, first, last);
        var problem = new ParametricProblem(
                field, start.rho(), end.rho(), scaled(x, 1 / start.alpha()), new double[field.parameters()]);
        var atEnd = new LossAtEnd(loss, end.alpha(), x.length);
        Gradient found = how.gradient(problem, Loss.atEnd(atEnd), stepping);
        double reconstruction = found.backError() * stepping.tolerance().relative(0);
        var initial = scaled(found.y0(), 1 / start.alpha());
        return new LossGradient<>(
                found.loss(),
                scaled(found.state(), end.alpha()),
                List.of(initial),
                ParametricModel.of(model).grouped(found.p()),
                new LossGradient.Cost(
                        found.cost().evaluations(),
                        found.cost().vjps(),
                        found.cost().storedStates(),
                        0,
                        found.cost().recomputed()),
                Math.max(
                        Math.max(norm(initial), norm(atEnd.gradient)),
                        how.exactForTheDiscreteSolution() ? 0 : field.largest()),
                reconstruction,
                warnings(found, reconstruction));
    }

    private List<String> warnings(Gradient found, double reconstruction) {
        if (reconstruction <= MUCH) return found.warnings();
        List<String> all = new ArrayList<>(List.of(how.name() + ": the state computed backwards misses the start by "
                + (float) reconstruction + " of its size, and the gradient may be as wrong or more;"
                + " use the exact gradient of the sampler, or more steps"));
        if (!how.name().equals("backsolve")) all.addAll(found.warnings());
        return all;
    }

    private static double[] scaled(double[] x, double factor) {
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) result[i] = factor * x[i];
        return result;
    }

    private static double norm(double[] y) {
        return Math.sqrt(Arrays.stream(y).map(v -> v * v).sum());
    }

    /// L(alpha y) as a function of y.
    private static final class LossAtEnd implements PointLoss {
        private final SampleLoss<double[]> loss;
        private final double alpha;
        private final double[] gradient;

        LossAtEnd(SampleLoss<double[]> loss, double alpha, int dimension) {
            this.loss = loss;
            this.alpha = alpha;
            this.gradient = new double[dimension];
        }

        @Override
        public double value(double[] y, double[] p) {
            return loss.of(scaled(y, alpha), gradient);
        }

        @Override
        public void gradient(double[] y, double[] p, double[] intoY, double[] intoP) {
            loss.of(scaled(y, alpha), gradient);
            for (int i = 0; i < intoY.length; i++) intoY[i] = alpha * gradient[i];
        }
    }
}
