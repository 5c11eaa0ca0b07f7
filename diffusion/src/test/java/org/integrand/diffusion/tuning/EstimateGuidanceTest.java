package org.integrand.diffusion.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.integrand.diffusion.gradient.SampleLoss;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.sampler.Ddim;
import org.integrand.diffusion.sampler.DpmSolver;
import org.integrand.diffusion.sampler.Method;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

class EstimateGuidanceTest {
    private static final VpLinear SCHEDULE = VpLinear.DEFAULT;
    private static final GaussianMixture MIXTURE =
            GaussianMixture.isotropic(new double[] {1, 1}, new double[][] {{2, 0}, {-1, 1.5}}, new double[] {0.5, 0.5});
    private static final double END = 1e-3;

    private static double[] noise(int n, long seed) {
        var random = new SplittableRandom(seed);
        var x = new double[n];
        for (int i = 0; i < n; i++) x[i] = random.nextGaussian();
        return x;
    }

    private static EstimateGuidance<double[]> guidance(
            Prediction prediction, SampleLoss<double[]> loss, int n, int steps, double scale) {
        return new EstimateGuidance<>(
                MIXTURE.on(SCHEDULE, prediction), loss, SCHEDULE, DoubleSpace.of(n), END, steps, scale);
    }

    /// eps - eps_model = g sigma alpha^2 dL(x_0(x_t))/dx_t, by differences of the loss of the estimate, in every
    /// prediction.
    @Test
    void whatIsAddedIsTheGradientOfTheLossOfTheEstimate() {
        double t = 0.4;
        double[] x = noise(2, 3);
        SampleLoss<double[]> loss = SampleLoss.squaredDistance(0.3, -0.8);
        var space = DoubleSpace.of(2);
        for (int steps : new int[] {1, 3}) {
            var plan = new Ddim().compile(SCHEDULE, TimeGrid.logSnr(), steps, t, END);
            var executor = new PlanExecutor<>(plan, space);
            var model = MIXTURE.on(SCHEDULE, Prediction.NOISE);
            var level = SCHEDULE.at(t);
            for (var prediction : List.of(Prediction.NOISE, Prediction.DATA, Prediction.V)) {
                var own = new double[2];
                var guided = new double[2];
                MIXTURE.on(SCHEDULE, prediction).evaluate(x, t, own);
                guidance(prediction, loss, 2, steps, 0.7).evaluate(x, t, guided);
                double factor = level.alpha()
                        * level.alpha()
                        * Prediction.NOISE.to(prediction, level).ofRaw();
                for (int i = 0; i < 2; i++) {
                    var up = x.clone();
                    var down = x.clone();
                    up[i] += 1e-5;
                    down[i] -= 1e-5;
                    double slope = (loss.of(executor.run(model, up), new double[2])
                                    - loss.of(executor.run(model, down), new double[2]))
                            / 2e-5;
                    assertThat(guided[i] - own[i])
                            .as("%s %d steps", prediction, steps)
                            .isCloseTo(factor * 0.7 * level.sigma() * slope, within(1e-6));
                }
            }
        }
    }

    @Test
    void samplesComeNearerToTheTargetAndWithoutScaleStayWhereTheyAre() {
        int count = 50;
        double[] x = noise(2 * count, 5);
        SampleLoss<double[]> loss = SampleLoss.squaredDistance(-1, 1.5);
        var plan = DpmSolver.plusPlus(Method.MULTISTEP, 2).compile(SCHEDULE, TimeGrid.logSnr(), 15, 1, END);
        var executor = new PlanExecutor<>(plan, DoubleSpace.of(2 * count));
        double[] plain = executor.run(MIXTURE.on(SCHEDULE, Prediction.NOISE), x).clone();
        double[] same = executor.run(guidance(Prediction.NOISE, loss, 2 * count, 2, 0), x)
                .clone();
        assertThat(same).containsExactly(plain);
        double[] guided = executor.run(guidance(Prediction.NOISE, loss, 2 * count, 2, 2), x)
                .clone();
        double before = loss.of(plain, new double[2 * count]);
        assertThat(loss.of(guided, new double[2 * count])).isLessThan(0.4 * before);
    }

    @Test
    void wrongNumbersAreNamed() {
        SampleLoss<double[]> loss = SampleLoss.squaredDistance(0.0, 0.0);
        assertThatThrownBy(() -> guidance(Prediction.NOISE, loss, 2, 0, 1))
                .hasMessage("steps 0 of an estimate: expected at least 1");
        assertThatThrownBy(() -> guidance(Prediction.NOISE, loss, 2, 1, Double.NaN))
                .hasMessage("guidance scale NaN: expected a finite number");
    }
}
