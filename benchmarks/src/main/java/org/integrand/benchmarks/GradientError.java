package org.integrand.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.integrand.diffusion.gradient.FlowGradient;
import org.integrand.diffusion.gradient.LossGradient;
import org.integrand.diffusion.gradient.SampleGradient;
import org.integrand.diffusion.gradient.SampleLoss;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.inversion.Bidirectional;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.sampler.DpmSolver;
import org.integrand.diffusion.sampler.Method;
import org.integrand.diffusion.sampler.OneFormula;
import org.integrand.diffusion.sampler.RhoTableau;
import org.integrand.diffusion.sampler.Sampler;
import org.integrand.diffusion.sampler.UniPc;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.method.explicit.ExplicitRungeKutta;
import org.integrand.engine.sensitivity.Sensitivity;
import org.integrand.engine.space.DoubleSpace;

/// How far gradients are from that of the exact flow, on one Gaussian N(0.4, 0.6^2) of four components where it is
/// known:
/// relative error of dL/dx_T for L = 1/2 |x_0 - c|^2, in N steps from t = 1 to 1e-3 of the VP-linear schedule.
final class GradientError {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final double[] START = {0.9, -1.3, 0.2, 2};
    private static final SampleLoss<double[]> LOSS = SampleLoss.squaredDistance(0.1, -0.2, 0.3, 0.5);
    private static final double[] TARGET = {0.1, -0.2, 0.3, 0.5};
    private static final int[] STEPS = {10, 20, 40, 80, 160};
    private static final int NOISES = 32;
    private static final DifferentiableModel<double[]> MODEL =
            GaussianMixture.gaussian(List.of(0.4), 0.6).on(VP, Prediction.NOISE);

    private GradientError() {}

    private interface Row {
        LossGradient<double[]> in(int steps);
    }

    static Table measure() {
        var table = new Table(
                "Gradients: relative error of dL/dx_T against the exact flow, N steps",
                "method, grid",
                "N = 10",
                "20",
                "40",
                "80",
                "160");
        for (TimeGrid grid : List.of(TimeGrid.logSnr(), TimeGrid.uniform())) {
            String name = grid instanceof TimeGrid.LogSnr ? "log-SNR" : "time-uniform";
            exact(table, "Euler (DDIM), exact, " + name, grid, OneFormula.deis(RhoTableau.EULER_1));
            backsolve(table, "Euler backsolve, " + name, grid, ExplicitMethods.EULER);
            exact(table, "Heun, exact (2 N calls), " + name, grid, OneFormula.deis(RhoTableau.HEUN_2));
            backsolve(table, "Heun backsolve, " + name, grid, ExplicitMethods.HEUN);
            exact(table, "RK4, exact (4 N calls), " + name, grid, OneFormula.deis(RhoTableau.CLASSICAL_4));
            backsolve(table, "RK4 backsolve, " + name, grid, ExplicitMethods.RK4);
            exact(table, "DPM-Solver++ 2M, exact, " + name, grid, DpmSolver.plusPlus(Method.MULTISTEP, 2));
            exact(table, "UniPC-3, exact, " + name, grid, new UniPc(3, Prediction.NOISE));
            exact(table, "BDIA gamma 1, exact, " + name, grid, Bidirectional.bdia(1));
        }
        mixture(table);
        row(
                table,
                "y_T missed by Euler backsolve, log-SNR",
                n -> flow(ExplicitMethods.EULER, TimeGrid.logSnr(), n),
                true);
        return table;
    }

    /// On a mixture of three, where the Jacobian depends on the state: 32 noises, relative error of the
    /// means' gradient of all together, and the median of that of dL/dx_T sample by sample. The truth is that
    /// of 2,000 steps of RK4.
    private static void mixture(Table table) {
        var random = new Random(1);
        double[] start = new double[2 * NOISES];
        for (int i = 0; i < start.length; i++) start[i] = random.nextGaussian();
        SampleLoss<double[]> loss = SampleLoss.squaredDistance(0.3, -0.4);
        var truth = of(OneFormula.deis(RhoTableau.CLASSICAL_4), TimeGrid.logSnr(), 2000, start, loss);
        for (Sampler sampler : List.of(
                OneFormula.deis(RhoTableau.EULER_1),
                Bidirectional.bdia(1),
                DpmSolver.plusPlus(Method.MULTISTEP, 2),
                new UniPc(3, Prediction.NOISE))) {
            List<String> means = new ArrayList<>(List.of("mixture, time-uniform, means: " + sampler.name()));
            List<String> starts = new ArrayList<>(List.of("mixture, time-uniform, median of x_T: " + sampler.name()));
            for (int n : STEPS) {
                var found = of(sampler, TimeGrid.uniform(), n, start, loss);
                means.add(format(difference(found.of("means"), truth.of("means"), 0, 6)));
                double[] errors = new double[NOISES];
                for (int i = 0; i < NOISES; i++) errors[i] = difference(found.start(), truth.start(), 2 * i, 2);
                Arrays.sort(errors);
                starts.add(format(errors[NOISES / 2]));
            }
            table.row(means.toArray(String[]::new));
            table.row(starts.toArray(String[]::new));
        }
    }

    private static LossGradient<double[]> of(
            Sampler sampler, TimeGrid grid, int n, double[] start, SampleLoss<double[]> loss) {
        var mixture = GaussianMixture.isotropic(
                new double[] {0.3, 0.5, 0.2},
                new double[][] {{1, 0.5}, {-1.2, 0.3}, {0.2, -1.1}},
                new double[] {0.2, Math.sqrt(0.02), 0.3});
        return SampleGradient.of(
                        sampler.compile(VP, grid, n, 1, 1e-3),
                        DoubleSpace.of(start.length),
                        mixture.parametricOn(VP, Prediction.NOISE))
                .gradient(start, loss);
    }

    private static double difference(double[] a, double[] b, int from, int count) {
        double square = 0;
        double size = 0;
        for (int i = from; i < from + count; i++) {
            square += (a[i] - b[i]) * (a[i] - b[i]);
            size += b[i] * b[i];
        }
        return Math.sqrt(square / size);
    }

    private static String format(double error) {
        return String.format(Locale.ROOT, "%.1e", error);
    }

    private static void exact(Table table, String name, TimeGrid grid, Sampler sampler) {
        row(
                table,
                name,
                n -> SampleGradient.of(sampler.compile(VP, grid, n, 1, 1e-3), DoubleSpace.of(4), MODEL)
                        .gradient(START, LOSS),
                false);
    }

    private static void backsolve(Table table, String name, TimeGrid grid, ExplicitRungeKutta method) {
        row(table, name, n -> flow(method, grid, n), false);
    }

    private static LossGradient<double[]> flow(ExplicitRungeKutta method, TimeGrid grid, int n) {
        return FlowGradient.on(levels(grid, n), VP, MODEL, Sensitivity.backsolve(method))
                .gradient(START, LOSS);
    }

    private static List<NoiseLevel> levels(TimeGrid grid, int n) {
        Plan plan = OneFormula.euler().compile(VP, grid, n, 1, 1e-3);
        List<NoiseLevel> levels =
                new ArrayList<>(List.of(plan.steps().getFirst().from()));
        plan.steps().forEach(step -> levels.add(step.to()));
        return levels;
    }

    private static void row(Table table, String name, Row row, boolean drift) {
        List<String> cells = new ArrayList<>(List.of(name));
        for (int n : STEPS) {
            var found = row.in(n);
            cells.add(format(drift ? found.reconstruction() : error(found.start())));
        }
        table.row(cells.toArray(String[]::new));
    }

    /// x_0 = alpha_0 (m + k (x_T / alpha_T - m)), k^2 = (s^2 + rho_0^2) / (s^2 + rho_T^2)
    private static double error(double[] found) {
        NoiseLevel from = VP.at(1);
        NoiseLevel to = VP.at(1e-3);
        double k = Math.sqrt((0.36 + to.rho() * to.rho()) / (0.36 + from.rho() * from.rho()));
        double square = 0;
        double size = 0;
        for (int i = 0; i < 4; i++) {
            double x = to.alpha() * (0.4 + k * (START[i] / from.alpha() - 0.4));
            double exact = to.alpha() / from.alpha() * k * (x - TARGET[i]);
            square += (found[i] - exact) * (found[i] - exact);
            size += exact * exact;
        }
        return Math.sqrt(square / size);
    }
}
