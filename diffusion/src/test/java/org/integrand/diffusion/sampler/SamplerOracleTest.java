package org.integrand.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.integrand.diffusion.sampler.Samplers.GRIDS;
import static org.integrand.diffusion.sampler.Samplers.SCHEDULES;
import static org.integrand.diffusion.sampler.Samplers.VP;
import static org.integrand.diffusion.sampler.Samplers.end;
import static org.integrand.diffusion.sampler.Samplers.samplers;
import static org.integrand.diffusion.sampler.Samplers.steps;

import java.util.Arrays;
import java.util.List;
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
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VpCosine;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

/// What the coefficients of a plan must be, whatever the schedule, the grid and the number of steps.
class SamplerOracleTest {
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

    /// Consequence (e): the coefficients of a step sum to K (z_t - z_s); with the carry they fix the
    /// answer for a constant.
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
                    double size = last.terms().stream()
                            .mapToDouble(term -> Math.abs(term.coefficient()))
                            .sum();
                    boolean noise = plan.prediction() == Prediction.NOISE;
                    NoiseLevel s = step.from();
                    NoiseLevel t = step.to();
                    assertThat(carry).isCloseTo(noise ? t.alpha() / s.alpha() : t.sigma() / s.sigma(), within(1e-14));
                    assertThat(sum)
                            .isCloseTo(
                                    noise ? t.alpha() * (t.rho() - s.rho()) : t.alpha() - carry * s.alpha(),
                                    within(2e-12 * Math.max(1, size)));
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
                        prediction,
                        Method.MULTISTEP,
                        order,
                        SolverType.TAYLOR,
                        Lowering.NEVER,
                        false,
                        false,
                        Compatibility.OURS);
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
                                            LambdaRule.weight(prediction, step, nodes, j),
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

    /// Inside a step, grids that are fitted to their ends give way to one even in lambda.
    @Test
    void theStagesOfASinglestepMethodLieOnTheGridOfTheStep() {
        for (TimeGrid grid : GRIDS) {
            Plan plan = DpmSolver.noise(Method.SINGLESTEP_FIXED, 3).compile(VP, grid, 9, 1, 1e-3);
            boolean fitted = grid instanceof TimeGrid.BetaQuantiles || grid instanceof TimeGrid.FittedVpTime;
            TimeGrid kind = fitted ? TimeGrid.logSnr() : grid;
            for (Step step : plan.steps()) {
                double[] inner = kind.points(VP, step.from().t(), step.to().t(), 3);
                double[] asked = step.instructions().stream()
                        .filter(Instruction.Evaluate.class::isInstance)
                        .mapToDouble(i -> ((Instruction.Evaluate) i).at().t())
                        .toArray();
                assertThat(asked).containsExactly(Arrays.copyOf(inner, 3), within(1e-15));
            }
        }
    }

    /// The same number whatever is asked.
    private record Constant(Prediction prediction, double value) implements DiffusionModel<double[]> {
        @Override
        public void evaluate(double[] x, double t, double[] into) {
            Arrays.fill(into, value);
        }
    }
}
