package org.integrand.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.Step;
import org.integrand.diffusion.plan.Term;
import org.integrand.diffusion.schedule.DiscreteVp;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.diffusion.schedule.VpCosine;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.FloatSpace;
import org.junit.jupiter.api.Test;

/// What must hold of every sampler, whatever the schedule, the grid and the number of steps.
class SamplerOracleTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final List<NoiseSchedule> SCHEDULES = List.of(
            VP,
            new VpLinear(0.01, 20),
            VpCosine.NORMALISED,
            VpCosine.DEIS,
            DiscreteVp.scaledLinear(0.00085, 0.012, 1000),
            DiscreteVp.squaredCosine(200),
            new VarianceExploding(80));
    private static final List<TimeGrid> GRIDS = List.of(
            TimeGrid.uniform(),
            TimeGrid.quadratic(),
            TimeGrid.logSnr(),
            TimeGrid.karras(),
            new TimeGrid.Polyexponential(1.5),
            TimeGrid.kDiffusionVp());

    static List<Sampler> samplers() {
        List<Sampler> all = new ArrayList<>(List.of(new Ddim(), new Ddim(Prediction.DATA, true)));
        for (Prediction prediction : List.of(Prediction.NOISE, Prediction.DATA))
            for (Method method : Method.values())
                for (int order = 1; order <= 3; order++)
                    for (SolverType type : SolverType.values())
                        for (Compatibility whose : Compatibility.values())
                            all.add(new DpmSolver(prediction, method, order, type, true, false, whose));
        return all;
    }

    private static double end(NoiseSchedule schedule) {
        return Math.max(schedule.tMin(), 1e-3 * schedule.tMax());
    }

    private static int steps(Sampler sampler, int wanted) {
        return sampler instanceof DpmSolver s && s.method() == Method.SINGLESTEP_FIXED
                ? Math.max(wanted, s.order())
                : wanted;
    }

    @Test
    void everySamplerStaysFiniteOnEveryGridFromOneTo50Steps() {
        double[] start = Toy.start();
        var space = DoubleSpace.of(start.length);
        int runs = 0;
        for (NoiseSchedule schedule : SCHEDULES) {
            for (Sampler sampler : samplers()) {
                for (TimeGrid grid : GRIDS) {
                    for (int n : new int[] {1, 2, 3, 4, 5, 7, 13, 50}) {
                        Plan plan = sampler.compile(schedule, grid, steps(sampler, n), schedule.tMax(), end(schedule));
                        double[] x = new PlanExecutor<>(plan, space)
                                .run(Toy.mixture().on(schedule), start);
                        assertThat(space.norm(x))
                                .as("%s %s %s %d", schedule, sampler, grid, n)
                                .isFinite();
                        runs++;
                    }
                }
            }
        }
        assertThat(runs).isEqualTo(7 * 74 * 6 * 8);
    }

    @Test
    void everyNumberOfStepsCompilesToItsNumberOfEvaluations() {
        for (Sampler sampler : samplers()) {
            for (TimeGrid grid : GRIDS) {
                for (int n = 1; n <= 50; n++) {
                    int evaluations = n;
                    if (sampler instanceof Ddim ddim && ddim.denoiseToZero()) evaluations++;
                    if (sampler instanceof DpmSolver s && s.method() == Method.SINGLESTEP_FIXED) {
                        evaluations = n / s.order() * s.order();
                        if (n < s.order()) {
                            int few = n;
                            assertThatIllegalArgumentException()
                                    .isThrownBy(() -> sampler.compile(VP, grid, few, 1, 1e-3))
                                    .withMessageContaining("needs at least " + s.order());
                            continue;
                        }
                    }
                    assertThat(sampler.compile(VP, grid, n, 1, 1e-3).evaluations())
                            .isEqualTo(evaluations);
                }
            }
        }
    }

    /// Consequence (c): with a constant prediction every sampler is exact in one step, and in any number.
    @Test
    void aConstantPredictionIsIntegratedExactly() {
        for (NoiseSchedule schedule : SCHEDULES) {
            double from = schedule.tMax() * 0.97;
            NoiseLevel s = schedule.at(from);
            NoiseLevel t = schedule.at(end(schedule));
            for (Sampler sampler : samplers()) {
                if (sampler instanceof Ddim ddim && ddim.denoiseToZero()) continue;
                for (int n : new int[] {1, 3, 8}) {
                    Plan plan = sampler.compile(schedule, TimeGrid.quadratic(), steps(sampler, n), from, t.t());
                    double[] x = new PlanExecutor<>(plan, DoubleSpace.of(2))
                            .run(new Constant(plan.prediction(), 0.7), new double[] {1.3, -0.2});
                    double carry =
                            plan.prediction() == Prediction.NOISE ? t.alpha() / s.alpha() : t.sigma() / s.sigma();
                    double gain = plan.prediction() == Prediction.NOISE
                            ? t.sigma() - carry * s.sigma()
                            : t.alpha() - carry * s.alpha();
                    double scale = Math.max(1, s.rho()) * 1e-12;
                    assertThat(x[0])
                            .as("%s %s %d", schedule, sampler, n)
                            .isCloseTo(carry * 1.3 + gain * 0.7, within(scale));
                    assertThat(x[1]).isCloseTo(-carry * 0.2 + gain * 0.7, within(scale));
                }
            }
        }
    }

    /// Consequence (e): the coefficients of a step sum to K (z_t - z_s); with the carry they fix the answer for
    /// a constant.
    @Test
    void theCoefficientsOfEachStepSumToTheIntegralOfOne() {
        for (Sampler sampler : samplers()) {
            for (TimeGrid grid : GRIDS) {
                Plan plan = sampler.compile(VP, grid, steps(sampler, 7), 1, 1e-3);
                for (Step step : plan.steps()) {
                    Combine last = (Combine) step.instructions().getLast();
                    assertThat(last.into()).isEqualTo(Register.X);
                    double carry = last.terms().stream()
                            .filter(term -> term.register().equals(Register.X))
                            .mapToDouble(Term::coefficient)
                            .sum();
                    double sum = last.terms().stream()
                            .filter(term -> !term.register().equals(Register.X))
                            .mapToDouble(Term::coefficient)
                            .sum();
                    boolean noise = plan.prediction() == Prediction.NOISE;
                    NoiseLevel s = step.from();
                    NoiseLevel t = step.to();
                    assertThat(carry).isCloseTo(noise ? t.alpha() / s.alpha() : t.sigma() / s.sigma(), within(1e-14));
                    assertThat(sum)
                            .isCloseTo(
                                    noise ? t.alpha() * (t.rho() - s.rho()) : t.alpha() - carry * s.alpha(),
                                    within(2e-12));
                }
            }
        }
    }

    /// On one Gaussian the model is affine, so a plan is an affine map of the start, iterated here on two
    /// scalars a coordinate by reading the formula of DPM-Solver++(2M) off the paper, with nothing of the
    /// tensor engine.
    @Test
    void multistepOnAGaussianIsTheAffineRecursionOfThePaper() {
        double[] mean = {-0.6, 0.4};
        double std = 0.625;
        NoiseSchedule schedule = VpCosine.DEIS;
        double[] t = TimeGrid.quadratic().points(schedule, 0.98, 1e-3, 17);
        double[] x = {0.3, -1.2};
        double[] last = new double[2];
        double hLast = Double.NaN;
        for (int i = 0; i < 17; i++) {
            double a = schedule.alpha(t[i]);
            double b = schedule.sigma(t[i]);
            double h = schedule.lambda(t[i + 1]) - schedule.lambda(t[i]);
            for (int j = 0; j < 2; j++) {
                double data = mean[j] + a * std * std / (a * a * std * std + b * b) * (x[j] - a * mean[j]);
                double d = i == 0 ? data : (1 + h / (2 * hLast)) * data - h / (2 * hLast) * last[j];
                x[j] = schedule.sigma(t[i + 1]) / b * x[j] - schedule.alpha(t[i + 1]) * Math.expm1(-h) * d;
                last[j] = data;
            }
            hLast = h;
        }
        Plan plan = DpmSolver.plusPlus(Method.MULTISTEP, 2).compile(schedule, TimeGrid.quadratic(), 17, 0.98, 1e-3);
        double[] actual = new PlanExecutor<>(plan, DoubleSpace.of(2))
                .run(GaussianMixture.gaussian(List.of(-0.6, 0.4), std).on(schedule), new double[] {0.3, -1.2});
        assertThat(actual).containsExactly(x, within(1e-12));
    }

    /// x_t = A x_s + K sum_j P_j int l_j(lambda) dz with Lagrange polynomials in lambda, integrated here by
    /// Gauss-Legendre quadrature.
    @Test
    void taylorMultistepsAreTheLagrangeRuleInLambda() {
        for (Prediction prediction : List.of(Prediction.NOISE, Prediction.DATA)) {
            for (int order = 1; order <= 3; order++) {
                var sampler = new DpmSolver(
                        prediction, Method.MULTISTEP, order, SolverType.TAYLOR, false, false, Compatibility.OURS);
                for (TimeGrid grid : GRIDS) {
                    Plan plan = sampler.compile(VP, grid, 9, 1, 1e-3);
                    for (int i = order - 1; i < 9; i++) {
                        double[] nodes = new double[order];
                        for (int j = 0; j < order; j++)
                            nodes[j] = plan.steps().get(i - j).from().halfLogSnr();
                        Step step = plan.steps().get(i);
                        Combine combine = (Combine) step.instructions().getLast();
                        for (int j = 0; j < order; j++) {
                            Register register = evaluationOf(plan.steps().get(i - j));
                            double actual = combine.terms().stream()
                                    .filter(term -> term.register().equals(register))
                                    .mapToDouble(Term::coefficient)
                                    .sum();
                            assertThat(actual)
                                    .as("%s order %d %s step %d node %d", prediction, order, grid, i, j)
                                    .isCloseTo(
                                            Lagrange.weight(prediction, step, nodes, j),
                                            within(1e-13 * sizeOf(combine)));
                        }
                    }
                }
            }
        }
    }

    private static double sizeOf(Combine combine) {
        return combine.terms().stream()
                                .mapToDouble(term -> Math.abs(term.coefficient()))
                                .sum()
                        * 10
                + 1;
    }

    private static Register evaluationOf(Step step) {
        return step.instructions().stream()
                .filter(Instruction.Evaluate.class::isInstance)
                .map(Instruction::into)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theStagesOfASinglestepMethodLieOnTheGridOfTheStep() {
        for (TimeGrid grid : GRIDS) {
            Plan plan = DpmSolver.noise(Method.SINGLESTEP_FIXED, 3).compile(VP, grid, 9, 1, 1e-3);
            for (Step step : plan.steps()) {
                double[] inner = grid.points(VP, step.from().t(), step.to().t(), 3);
                double[] asked = step.instructions().stream()
                        .filter(Instruction.Evaluate.class::isInstance)
                        .mapToDouble(i -> ((Instruction.Evaluate) i).at().t())
                        .toArray();
                assertThat(asked).containsExactly(Arrays.copyOf(inner, 3), within(1e-15));
            }
        }
    }

    @Test
    void ddimIsTheSameInBothForms() {
        for (NoiseSchedule schedule : SCHEDULES) {
            double[] noise = run(new Ddim(Prediction.NOISE, true), schedule, 12);
            double[] data = run(new Ddim(Prediction.DATA, true), schedule, 12);
            double[] first = run(DpmSolver.plusPlus(Method.MULTISTEP, 1).withDenoiseToZero(true), schedule, 12);
            assertThat(noise).containsExactly(data, within(1e-11));
            assertThat(first).containsExactly(data, within(1e-11));
        }
    }

    private static double[] run(Sampler sampler, NoiseSchedule schedule, int steps) {
        Plan plan = sampler.compile(schedule, TimeGrid.karras(), steps, schedule.tMax(), end(schedule));
        return new PlanExecutor<>(plan, DoubleSpace.of(8)).run(Toy.mixture().on(schedule), Toy.start());
    }

    @Test
    void theModelMayPredictWhatItLikes() {
        for (Sampler sampler : samplers()) {
            Plan plan = sampler.compile(VP, TimeGrid.logSnr(), steps(sampler, 9), 1, 1e-3);
            var executor = new PlanExecutor<>(plan, DoubleSpace.of(8));
            double[] noise = executor.run(Toy.mixture().on(VP, Prediction.NOISE), Toy.start());
            double[] data = executor.run(Toy.mixture().on(VP, Prediction.DATA), Toy.start());
            double[] v = executor.run(Toy.mixture().on(VP, Prediction.V), Toy.start());
            assertThat(data).containsExactly(noise, within(1e-11));
            assertThat(v).containsExactly(noise, within(1e-11));
        }
    }

    @Test
    void floatsAgreeWithDoublesTo1eMinus5() {
        float[] start = new float[8];
        for (int i = 0; i < 8; i++) start[i] = (float) Toy.start()[i];
        double[] same = new double[8];
        for (int i = 0; i < 8; i++) same[i] = start[i];
        double worst = 0;
        for (Sampler sampler : samplers()) {
            Plan plan = sampler.compile(VP, TimeGrid.logSnr(), steps(sampler, 20), 1, 1e-3);
            float[] x = new PlanExecutor<>(plan, FloatSpace.of(8))
                    .run(Toy.mixture().onFloats(VP, plan.prediction()), start);
            double[] exact = new PlanExecutor<>(plan, DoubleSpace.of(8))
                    .run(Toy.mixture().on(VP, plan.prediction()), same);
            for (int i = 0; i < 8; i++) {
                double error = Math.abs(x[i] - exact[i]) / Math.max(1, Math.abs(exact[i]));
                worst = Math.max(worst, error);
            }
        }
        assertThat(worst).isLessThan(1e-5);
    }

    @Test
    void aBatchIsBitEqualToItsSamples() {
        double[] batch = new java.util.Random(3).doubles(2 * 11, -2, 2).toArray();
        for (Sampler sampler : samplers()) {
            Plan plan = sampler.compile(VP, TimeGrid.karras(), steps(sampler, 6), 1, 1e-3);
            double[] together = new PlanExecutor<>(plan, DoubleSpace.of(22))
                    .run(Toy.mixture().on(VP), batch);
            for (int i = 0; i < 22; i += 2) {
                double[] alone = new PlanExecutor<>(plan, DoubleSpace.of(2))
                        .run(Toy.mixture().on(VP), Arrays.copyOfRange(batch, i, i + 2));
                assertThat(alone).containsExactly(Arrays.copyOfRange(together, i, i + 2));
            }
        }
    }

    @Test
    void toZeroNoiseTheLastStepIsOfOrderOne() {
        for (Sampler sampler : samplers()) {
            if (sampler instanceof Ddim ddim && ddim.denoiseToZero()) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> sampler.compile(VP, TimeGrid.karras(), 5, 1, 0))
                        .withMessageContaining("no noise left");
                continue;
            }
            for (int n = 1; n <= 12; n++) {
                Plan plan = sampler.compile(VP, TimeGrid.karras(), steps(sampler, n), 1, 0);
                Step last = plan.steps().getLast();
                assertThat(last.to().noiseless()).isTrue();
                assertThat(last.instructions().stream().filter(Instruction.Evaluate.class::isInstance))
                        .hasSize(1);
                if (sampler instanceof DpmSolver s && s.method() == Method.SINGLESTEP)
                    assertThat(plan.evaluations()).isEqualTo(n);
                double[] x = new PlanExecutor<>(plan, DoubleSpace.of(8))
                        .run(Toy.mixture().on(VP), Toy.start());
                assertThat(DoubleSpace.of(8).norm(x)).isFinite();
            }
        }
    }

    @Test
    void runsBackToTheNoise() {
        double[] mean = {-0.6, 0.4};
        double[] clean = {0.1, -0.3};
        double[] noise = Toy.gaussianPath(mean, 0.625, VP.at(0.01), VP.at(0.9), clean);
        Plan up = DpmSolver.plusPlus(Method.SINGLESTEP_FIXED, 3).compile(VP, TimeGrid.logSnr(), 300, 0.01, 0.9);
        double[] actual = new PlanExecutor<>(up, DoubleSpace.of(2))
                .run(GaussianMixture.gaussian(List.of(-0.6, 0.4), 0.625).on(VP), clean);
        assertThat(actual).containsExactly(noise, within(1e-6));
    }

    @Test
    void badRequestsSayWhatIsWrong() {
        var sampler = DpmSolver.plusPlus(Method.MULTISTEP, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler.compile(DiscreteVp.linear(1e-4, 0.02, 1000), TimeGrid.uniform(), 5, 1, 1e-4))
                .withMessageContaining("t 1.0E-4: expected 0.001 ... 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler.compile(VP, TimeGrid.explicit(1, 0.5, 0.1), 5, 1, 0.1))
                .withMessageContaining("2 steps fit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DpmSolver.noise(Method.MULTISTEP, 4))
                .withMessageContaining("order 4 of dpm-solver: expected 1, 2 or 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ddim(Prediction.V, false))
                .withMessageContaining("expected NOISE or DATA");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DpmSolver.noise(Method.SINGLESTEP, 3).compile(VP, TimeGrid.uniform(), 0, 1, 0.1))
                .withMessageContaining("evaluations 0: expected at least 1");
        assertThatCode(() -> sampler.compile(VP, TimeGrid.explicit(1, 0.5, 0.1), 2, 1, 0.1))
                .doesNotThrowAnyException();
    }

    /// The same number whatever is asked.
    private record Constant(Prediction prediction, double value) implements DiffusionModel<double[]> {
        @Override
        public void evaluate(double[] x, double t, double[] into) {
            Arrays.fill(into, value);
        }
    }
}
