package org.integrand.diffusion.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.sampler.Ddim;
import org.integrand.diffusion.sampler.DpmSolver;
import org.integrand.diffusion.sampler.Method;
import org.integrand.diffusion.sampler.OneFormula;
import org.integrand.diffusion.sampler.Sampler;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Properties;
import org.junit.jupiter.api.Test;

class RectifiedFlowTest {
    @Test
    void unshiftedTimeIsTheNoiseLevel() {
        for (double t = 0; t <= 1; t += 0.0625) {
            NoiseLevel at = RectifiedFlow.UNSHIFTED.at(t);
            assertThat(at.sigma()).isEqualTo(t);
            assertThat(at.alpha()).isEqualTo(1 - t);
        }
    }

    /// The two published forms, s t / (1 + (s - 1) t) and e^mu / (e^mu + 1 / t - 1), are one.
    @Test
    void bothShiftsAreTheirFormulas() {
        Properties.check("shift", 300, gen -> {
            double t = gen.random().nextDouble(1e-6, 1);
            double s = gen.random().nextDouble(0.1, 12);
            double mu = gen.random().nextDouble(-2, 3);
            assertThat(new RectifiedFlow(s).sigma(t)).isCloseTo(s * t / (1 + (s - 1) * t), within(1e-15));
            double e = Math.exp(mu);
            assertThat(RectifiedFlow.dynamic(mu).sigma(t)).isCloseTo(e / (e + 1 / t - 1), within(1e-14));
        });
    }

    @Test
    void signalAndNoiseSumToOneAndTimeInvertsLambdaToTheLastDigits() {
        Properties.check("alpha + sigma = 1, time(lambda(t)) = t", 300, gen -> {
            var schedule = new RectifiedFlow(gen.random().nextDouble(0.1, 12));
            double t = Math.pow(10, gen.random().nextDouble(-12, 0));
            NoiseLevel at = schedule.at(t);
            assertThat(at.alpha() + at.sigma()).isCloseTo(1, within(3e-16));
            assertThat(schedule.time(schedule.lambda(t)) / t).isCloseTo(1, within(1e-12));
            assertThat(schedule.lambda(t)).isCloseTo(at.halfLogSnr(), within(1e-12));
            assertThat(Math.exp(schedule.logAlpha(t))).isCloseTo(at.alpha(), within(1e-15));
        });
    }

    @Test
    void startsWithoutSignalAndEndsWithoutNoise() {
        var schedule = new RectifiedFlow(3);
        NoiseLevel start = schedule.at(1);
        assertThat(start).isEqualTo(new NoiseLevel(1, 0, 1));
        assertThat(start.signalless()).isTrue();
        assertThat(start.halfLogSnr()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(start.rho()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(schedule.time(Double.NEGATIVE_INFINITY)).isEqualTo(1);
        assertThat(schedule.time(Double.POSITIVE_INFINITY)).isZero();
        assertThat(schedule.at(0).noiseless()).isTrue();
        assertThat(VpLinear.DEFAULT.at(1).signalless()).isFalse();
    }

    /// Along straight lines DDIM is Euler's method for dx / dsigma = n - x_0, which a Gaussian's closed
    /// form checks from sigma = 1, where alpha is 0, to 0.
    @Test
    void ddimFromNoSignalIsEulerAlongTheVelocity() {
        var schedule = RectifiedFlow.UNSHIFTED;
        var model = GaussianMixture.gaussian(java.util.List.of(0.4, -0.3), 0.6);
        double[] start = {0.7, -1.1};
        var plan = new Ddim(Prediction.DATA, false).compile(schedule, TimeGrid.uniform(), 50, 1, 0);
        double[] actual = new PlanExecutor<>(plan, DoubleSpace.of(2)).run(model.on(schedule, Prediction.FLOW), start);
        double[] x = start.clone();
        double[] u = new double[2];
        for (int i = 50; i > 0; i--) {
            model.on(schedule, Prediction.FLOW).evaluate(x, i / 50.0, u);
            for (int j = 0; j < 2; j++) x[j] -= u[j] / 50;
        }
        assertThat(actual).containsExactly(x, within(1e-13));
        double[] exact = Toy.gaussianPath(new double[] {0.4, -0.3}, 0.6, schedule.at(1), schedule.at(0), start);
        assertThat(Toy.difference(actual, exact)).isBetween(1e-4, 0.05);
    }

    @Test
    void multistepMethodsStartWithoutSignalAndConverge() {
        var schedule = new RectifiedFlow(3);
        for (int order = 1; order <= 3; order++) {
            double coarse = error(DpmSolver.plusPlus(Method.MULTISTEP, order), schedule, 200);
            double fine = error(DpmSolver.plusPlus(Method.MULTISTEP, order), schedule, 400);
            assertThat(coarse).as("order %d", order).isLessThan(order == 1 ? 1e-2 : 3e-3);
            assertThat(coarse / fine).as("order %d", order).isGreaterThan(1.9);
        }
    }

    private static double error(DpmSolver sampler, RectifiedFlow schedule, int steps) {
        double[] start = {0.7, -1.1};
        double[] exact = Toy.gaussianPath(new double[] {0.4, -0.3}, 0.6, schedule.at(1), schedule.at(0.05), start);
        var model = GaussianMixture.gaussian(java.util.List.of(0.4, -0.3), 0.6).on(schedule, Prediction.V);
        var plan = sampler.compile(schedule, TimeGrid.uniform(), steps, 1, 0.05);
        return Toy.difference(new PlanExecutor<>(plan, DoubleSpace.of(2)).run(model, start), exact);
    }

    /// x_t = x_s + (sigma_t - sigma_s) v, the Euler method of flow matching.
    @Test
    void ddimAndEulerAreEulersMethodForTheVelocity() {
        var schedule = RectifiedFlow.UNSHIFTED;
        var model = GaussianMixture.gaussian(java.util.List.of(0.4, -0.3), 0.6).on(schedule, Prediction.FLOW);
        double[] x = {0.7, -1.1};
        double[] v = new double[2];
        for (double t : new double[] {1, 0.8, 0.6, 0.4, 0.2}) {
            model.evaluate(x.clone(), t, v);
            for (int j = 0; j < 2; j++) x[j] -= 0.2 * v[j];
        }
        for (Sampler sampler : java.util.List.of(new Ddim(), OneFormula.euler())) {
            var plan = sampler.compile(schedule, TimeGrid.explicit(1, 0.8, 0.6, 0.4, 0.2, 0), 5, 1, 0);
            double[] end = new PlanExecutor<>(plan, DoubleSpace.of(2)).run(model, new double[] {0.7, -1.1});
            assertThat(Toy.difference(end, x)).isLessThan(1e-14);
        }
    }

    @Test
    void whatIsUndefinedWithoutSignalIsRefused() {
        var schedule = RectifiedFlow.UNSHIFTED;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DpmSolver.noise(Method.MULTISTEP, 2).compile(schedule, TimeGrid.uniform(), 5, 1, 0.1))
                .withMessageContaining("t 1.0, where alpha is 0")
                .withMessageContaining("only order 1 with prediction DATA");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> DpmSolver.plusPlus(Method.SINGLESTEP, 2).compile(schedule, TimeGrid.uniform(), 6, 1, 0.1))
                .withMessageContaining("only order 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeGrid.logSnr().points(schedule, 1, 0.1, 5))
                .withMessageContaining("t 1.0 has no signal");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RectifiedFlow(0))
                .withMessageContaining("shift 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RectifiedFlow.dynamic(Double.NaN))
                .withMessageContaining("mu NaN");
    }
}
