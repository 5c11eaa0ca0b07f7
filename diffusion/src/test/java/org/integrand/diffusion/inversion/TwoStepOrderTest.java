package org.integrand.diffusion.inversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.sampler.Ddim;
import org.integrand.diffusion.sampler.OneFormula;
import org.integrand.diffusion.sampler.Sampler;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Convergence;
import org.junit.jupiter.api.Test;

/// Orders between 320 and 1280 steps on one Gaussian, whose path is known, to 0.15; and how large the
/// errors are.
class TwoStepOrderTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final double[] MEAN = {-0.6, 0.4};
    private static final double STD = 0.625;

    private static double error(Sampler sampler, NoiseSchedule schedule, TimeGrid grid, int steps, double end) {
        double top = schedule.tMax();
        double[] start = Toy.start();
        var exploding = schedule instanceof VarianceExploding;
        for (int i = 0; i < start.length && exploding; i++) start[i] *= top;
        double[] x = new PlanExecutor<>(sampler.compile(schedule, grid, steps, top, end), DoubleSpace.of(8))
                .run(GaussianMixture.gaussian(List.of(MEAN[0], MEAN[1]), STD).on(schedule), start);
        double[] exact = Toy.gaussianPath(MEAN, STD, schedule.at(top), schedule.at(end), start);
        double worst = 0;
        for (int i = 0; i < x.length; i++) worst = Math.max(worst, Math.abs(x[i] - exact[i]));
        return worst;
    }

    private static double error(Sampler sampler, TimeGrid grid, int steps) {
        return error(sampler, VP, grid, steps, 1e-3);
    }

    private static double order(Sampler sampler, TimeGrid grid) {
        return Convergence.order(h -> error(sampler, grid, (int) Math.round(1 / h)), 1 / 320.0, 1 / 640.0, 1 / 1280.0);
    }

    @Test
    void secondOrderMembersConvergeWithOrderTwo() {
        assertThat(order(Bidirectional.bdia(1), TimeGrid.logSnr())).isCloseTo(2, within(0.15));
        for (TimeGrid grid : List.of(TimeGrid.uniform(), TimeGrid.logSnr()))
            assertThat(order(Bidirectional.optimal(), grid)).as("%s", grid).isCloseTo(2, within(0.15));
        assertThat(order(Bidirectional.leapfrog(), TimeGrid.logSnr())).isCloseTo(2, within(0.15));
        for (double gamma : new double[] {1, 0.5})
            assertThat(order(Bidirectional.bdiaTwoStages(gamma), TimeGrid.logSnr()))
                    .as("%s", gamma)
                    .isCloseTo(2, within(0.15));
    }

    @Test
    void uniformInTimeGammaOneIsOnItsWayToOrderTwo() {
        assertThat(order(Bidirectional.bdia(1), TimeGrid.uniform())).isBetween(1.45, 2.0);
    }

    @Test
    void gammaBelowOneIsOrderOneWithAShareOfDdimsError() {
        double ddim = error(new Ddim(), TimeGrid.uniform(), 1280);
        for (double gamma : new double[] {0.5, 0.8, 0.9}) {
            var sampler = Bidirectional.bdia(gamma);
            assertThat(error(sampler, TimeGrid.uniform(), 1280) / ddim)
                    .isCloseTo((1 - gamma) / (1 + gamma), within(0.15 * (1 - gamma) / (1 + gamma)));
        }
        assertThat(order(Bidirectional.bdia(0.5), TimeGrid.logSnr())).isCloseTo(1, within(0.15));
        assertThat(order(new Edict(), TimeGrid.logSnr())).isCloseTo(1, within(0.15));
    }

    private static double edmOrder(double gamma, StepMap up) {
        var schedule = new VarianceExploding(80);
        var sampler = Bidirectional.bdiaEdm(gamma, up);
        return Convergence.order(
                h -> error(sampler, schedule, TimeGrid.karras(), (int) Math.round(1 / h), 0.002),
                1 / 320.0,
                1 / 640.0,
                1 / 1280.0);
    }

    @Test
    void heunBothWaysKeepsOrderTwoAndEulerBackwardDoesNot() {
        for (double gamma : new double[] {1, 0.5, 0.2})
            assertThat(edmOrder(gamma, StepMap.HEUN)).as("%s", gamma).isCloseTo(2, within(0.15));
        assertThat(edmOrder(0.5, StepMap.EULER)).isCloseTo(1, within(0.15));
    }

    @Test
    void heunBothWaysIsAboutAsGoodAsHeun() {
        var schedule = new VarianceExploding(80);
        double heun = error(OneFormula.heun(), schedule, TimeGrid.karras(), 288, 0.002);
        for (double gamma : new double[] {1, 0.5, 0.2})
            assertThat(error(Bidirectional.bdiaEdm(gamma, StepMap.HEUN), schedule, TimeGrid.karras(), 288, 0.002)
                            / heun)
                    .as("%s", gamma)
                    .isBetween(0.5, 1.5);
    }
}
