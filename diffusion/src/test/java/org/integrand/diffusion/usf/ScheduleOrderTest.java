package org.integrand.diffusion.usf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.ExactHistory;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Convergence;
import org.junit.jupiter.api.Test;

/// Orders on Gaussians, whose paths are known, from an exact history; exactness where the prediction is a
/// polynomial.
class ScheduleOrderTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final double[] MEAN = {-0.6, 0.4};
    private static final double[] DEVIATIONS = {0.2, 0.625, 1.5};
    private static final double END = 0.05;

    private static SolverSchedule schedule(double end, int steps, IntFunction<Decision> step) {
        double[] times = TimeGrid.logSnr().points(VP, 1, end, steps);
        List<Decision> all = new ArrayList<>();
        for (int i = 0; i < steps; i++) all.add(step.apply(i).withTo(times[i + 1]));
        return new SolverSchedule(1, all);
    }

    /// The largest error of three Gaussians: that of one alone changes sign at some number of steps.
    private static double error(SolverSchedule schedule, int order) {
        Plan plan = ScheduleCompiler.compile(schedule, VP);
        return Arrays.stream(DEVIATIONS)
                .map(std -> {
                    double[] x = new ExactHistory<>(
                                    plan,
                                    DoubleSpace.of(8),
                                    Arrays.stream(schedule.times(), 1, order)
                                            .mapToObj(t -> exact(std, t))
                                            .toList())
                            .run(
                                    GaussianMixture.gaussian(List.of(MEAN[0], MEAN[1]), std)
                                            .on(VP),
                                    Toy.start());
                    return Toy.difference(x, exact(std, END));
                })
                .max()
                .orElseThrow();
    }

    private static double[] exact(double std, double t) {
        return Toy.gaussianPath(MEAN, std, VP.at(1), VP.at(t), Toy.start());
    }

    private static Convergence.Order order(int order, int finest, IntFunction<Decision> step) {
        return Convergence.measure(
                h -> error(schedule(END, (int) Math.round(1 / h), step), order),
                4.0 / finest,
                2.0 / finest,
                1.0 / finest);
    }

    private static Form form(int which, int i) {
        return (which < 2 ? which : i % 2) == 0 ? Form.NOISE : Form.DATA;
    }

    /// In both forms and in both in turn.
    @Test
    void ordersOneToFourAreSeenInEveryVariable() {
        int[] finest = {1280, 640, 320, 320};
        for (Interpolation variable : Interpolation.values())
            for (int m = 1; m <= 4; m++)
                for (int which = 0; which < 3; which++) {
                    int order = m;
                    int forms = which;
                    var measured = order(
                            m,
                            finest[m - 1],
                            i -> Decision.multistep(0, form(forms, i), Math.min(order, i + 1))
                                    .with(variable));
                    assertThat(measured.last())
                            .as("order %d in %s, forms %d: %s", m, variable, which, measured)
                            .isBetween(m - 0.2, m + 1.0);
                }
    }

    @Test
    void orderThreeOfTheReleaseIsOfOrderTwoAndFullEstimationOfOrderThree() {
        IntFunction<Decision> exact = i -> Decision.multistep(0, Form.NOISE, Math.min(3, i + 1));
        IntFunction<Decision> compat = i -> {
            Decision step = exact.apply(i);
            List<Derivative> all = new ArrayList<>(step.derivatives());
            if (all.size() == 2) all.set(1, all.get(1).with(Relaxation.HALF, 0));
            return step.with(all);
        };
        assertThat(order(3, 320, exact).last()).isGreaterThan(2.8);
        assertThat(order(3, 320, compat).last()).isBetween(1.8, 2.2);
        assertThat(error(schedule(END, 320, compat), 3)).isGreaterThan(20 * error(schedule(END, 320, exact), 3));
    }

    @Test
    void aCorrectorRaisesTheOrderByOneAndAnImplicitOneToo() {
        for (var kind : List.of(Corrector.Kind.PSEUDO, Corrector.Kind.IMPLICIT)) {
            var measured = order(2, 320, i -> {
                var step = Decision.multistep(0, Form.DATA, Math.min(2, i + 1));
                return i == 319 || i == 159 || i == 79 ? step : step.with(kind);
            });
            assertThat(measured.last()).as("%s %s", kind, measured).isGreaterThan(2.7);
        }
    }

    /// eps = lambda^k: x / alpha changes by int lambda^k drho = e^-lambda (lambda^k + k lambda^(k - 1) + ...);
    /// D = lambda^k: x / sigma by int lambda^k du = e^lambda (lambda^k - k lambda^(k - 1) + ...).
    @Test
    void polynomialsInLambdaOfLowerDegreeThanTheOrderAreIntegratedExactly() {
        for (int m = 1; m <= 4; m++)
            for (int degree = 0; degree < m; degree++)
                for (Form form : List.of(Form.NOISE, Form.DATA)) {
                    int order = m;
                    int k = degree;
                    Prediction prediction = form == Form.NOISE ? Prediction.NOISE : Prediction.DATA;
                    var schedule = schedule(0.05, 7, i -> Decision.multistep(0, form, Math.min(order, i + 1)));
                    double[] times = schedule.times();
                    double[] x = new ExactHistory<>(
                                    ScheduleCompiler.compile(schedule, VP),
                                    DoubleSpace.of(1),
                                    Arrays.stream(times, 1, m)
                                            .mapToObj(t -> solution(form, k, t))
                                            .toList())
                            .run(given(prediction, t -> Math.pow(VP.lambda(t), k)), solution(form, k, 1));
                    double expected = solution(form, k, 0.05)[0];
                    assertThat(Math.abs(x[0] - expected))
                            .as("order %d, degree %d, %s", m, degree, form)
                            .isLessThan(1e-12 * Math.max(1, Math.abs(expected)));
                }
    }

    private static double[] solution(Form form, int k, double t) {
        NoiseLevel at = VP.at(t);
        double lambda = at.halfLogSnr();
        double sum = 0;
        double factor = 1;
        for (int j = 0; j <= k; j++) {
            sum += factor * Math.pow(lambda, k - j);
            factor *= (form == Form.NOISE ? 1 : -1) * (k - j);
        }
        return new double[] {
            form == Form.NOISE ? at.alpha() * (1 + Math.exp(-lambda) * sum) : at.sigma() * (1 + Math.exp(lambda) * sum)
        };
    }

    private static DiffusionModel<double[]> given(Prediction what, java.util.function.DoubleUnaryOperator value) {
        return new DiffusionModel<>() {
            @Override
            public Prediction prediction() {
                return what;
            }

            @Override
            public void evaluate(double[] x, double t, double[] into) {
                Arrays.fill(into, value.applyAsDouble(t));
            }
        };
    }

    /// A single point of data: D is constant, so that every order in the data form gives it exactly.
    @Test
    void onePointOfDataIsReachedExactlyInTheDataForm() {
        for (int m = 1; m <= 4; m++) {
            int order = m;
            var schedule = schedule(1e-3, 5, i -> Decision.multistep(0, Form.DATA, Math.min(order, i + 1)));
            double[] x = new PlanExecutor<>(ScheduleCompiler.compile(schedule, VP), DoubleSpace.of(1))
                    .run(given(Prediction.DATA, _ -> 0.7), new double[] {1.3});
            double expected = 0.7 * VP.alpha(1e-3) + VP.sigma(1e-3) / VP.sigma(1) * (1.3 - 0.7 * VP.alpha(1));
            assertThat(x[0]).isCloseTo(expected, org.assertj.core.api.Assertions.within(1e-14));
        }
    }
}
