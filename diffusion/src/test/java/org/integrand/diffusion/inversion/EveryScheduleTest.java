package org.integrand.diffusion.inversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.sampler.Ddim;
import org.integrand.diffusion.schedule.DiscreteVp;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.RectifiedFlow;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.diffusion.schedule.VpCosine;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

/// Encoding and decoding on all kinds of schedules.
class EveryScheduleTest {
    private static final List<NoiseSchedule> SCHEDULES = List.of(
            VpLinear.DEFAULT,
            VpCosine.NORMALISED,
            DiscreteVp.scaledLinear(0.00085, 0.012, 1000),
            new VarianceExploding(80),
            new RectifiedFlow(1));
    private static final double[] DATA = {-0.5, 0.3, 0.8, 0.4, 0.0, -0.9, -0.7, 0.6};

    private static double end(NoiseSchedule schedule) {
        return Math.max(schedule.tMin(), 1e-3 * schedule.tMax());
    }

    private static List<NoiseLevel> levels(NoiseSchedule schedule, int steps) {
        return TimeGrid.uniform().levels(schedule, schedule.tMax(), end(schedule), steps);
    }

    private static List<double[]> run(Plan plan, NoiseSchedule schedule, List<double[]> starts) {
        return new PlanExecutor<>(plan, DoubleSpace.of(DATA.length))
                .runAll(Toy.mixture().on(schedule, Prediction.V), starts);
    }

    private static double roundTrip(TwoWaySampler sampler, NoiseSchedule schedule, int steps) {
        var levels = levels(schedule, steps);
        var latent = run(sampler.encode(schedule, levels), schedule, List.of(DATA));
        return Toy.difference(
                run(sampler.decode(schedule, levels), schedule, latent).getFirst(), DATA);
    }

    @Test
    void dataComeBackOnEverySchedule() {
        for (NoiseSchedule schedule : SCHEDULES)
            for (int steps = 7; steps <= 8; steps++) {
                assertThat(roundTrip(Bidirectional.bdia(0.97), schedule, steps))
                        .as("%s", schedule)
                        .isLessThan(1e-12);
                if (levels(schedule, steps).getFirst().signalless()) continue;
                for (var sampler : List.of(
                        Bidirectional.bdiaEdm(0.97, StepMap.HEUN),
                        Bidirectional.bdiaTwoStages(0.97),
                        Bidirectional.optimal(),
                        Bidirectional.leapfrog(),
                        new Edict()))
                    assertThat(roundTrip(sampler, schedule, steps))
                            .as("%s %s", sampler, schedule)
                            .isLessThan(1e-10);
                assertThat(roundTrip(new DdimInversion(), schedule, steps)).isGreaterThan(1e-3);
            }
    }

    @Test
    void partOfTheGridIsALatentToo() {
        var levels = levels(VpLinear.DEFAULT, 10);
        var some = levels.subList(4, levels.size());
        var sampler = Bidirectional.bdia(0.95);
        var latent = run(sampler.encode(VpLinear.DEFAULT, some), VpLinear.DEFAULT, List.of(DATA));
        var back = run(sampler.decode(VpLinear.DEFAULT, some), VpLinear.DEFAULT, latent);
        assertThat(Toy.difference(back.getFirst(), DATA)).isLessThan(1e-14);
    }

    @Test
    void aSampleIsTheSameWhateverElseIsInTheBatch() {
        var schedule = VpLinear.DEFAULT;
        Plan plan = Bidirectional.bdia(0.9).along(schedule, levels(schedule, 12));
        var model = Toy.mixture().on(schedule);
        double[] together = new PlanExecutor<>(plan, DoubleSpace.of(8)).run(model, Toy.start());
        for (int i = 0; i < 4; i++) {
            double[] one = {Toy.start()[2 * i], Toy.start()[2 * i + 1]};
            assertThat(new PlanExecutor<>(plan, DoubleSpace.of(2)).run(model, one))
                    .containsExactly(together[2 * i], together[2 * i + 1]);
        }
    }

    @Test
    void gammaNearZeroIsDdim() {
        var schedule = VpLinear.DEFAULT;
        var levels = levels(schedule, 9);
        double[] ddim = run(new Ddim().along(schedule, levels), schedule, List.of(Toy.start()))
                .getFirst();
        double[] bdia = run(Bidirectional.bdia(1e-13).along(schedule, levels), schedule, List.of(Toy.start()))
                .getFirst();
        assertThat(Toy.difference(bdia, ddim)).isLessThan(1e-11);
    }

    @Test
    void aLastStepToZeroNoiseIsUndone() {
        var schedule = VpLinear.DEFAULT;
        var levels = TimeGrid.uniform().thenZero().levels(schedule, 1, 1e-3, 6);
        for (var sampler : List.of(Bidirectional.bdia(0.9), Bidirectional.bdiaEdm(0.9, StepMap.HEUN))) {
            Plan plan = sampler.along(schedule, levels);
            var end = run(plan, schedule, List.of(Toy.start()));
            assertThat(Toy.difference(run(PlanInverse.of(plan), schedule, end).getFirst(), Toy.start()))
                    .isLessThan(1e-12);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sampler.encode(schedule, levels))
                    .withMessageStartingWith("encoding from t 0.0, where there is no noise");
        }
    }

    @Test
    void badInputIsRefusedInOneLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bidirectional.bdia(0))
                .withMessageStartingWith("gamma 0.0: expected 0 < gamma <= 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bidirectional.bdia(Double.NaN))
                .withMessageStartingWith("gamma NaN: expected");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Edict(0, true))
                .withMessageStartingWith("mixing of edict 0.0: expected 0 < p <= 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bidirectional.bdiaEdm(0.5, StepMap.TWO_STAGES))
                .withMessageContaining("one predicts noise, the other data");
        var two = levels(VpLinear.DEFAULT, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bidirectional.bdia(1).decode(VpLinear.DEFAULT, two))
                .withMessage("bdia in 1 steps: expected at least 2, two states are its latent");
        var flow = new RectifiedFlow(1);
        for (var sampler : List.of(Bidirectional.optimal(), Bidirectional.leapfrog(), Bidirectional.bdiaTwoStages(1)))
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sampler.along(flow, levels(flow, 5)))
                    .withMessageContaining(sampler.name() + " from t 1.0, where alpha is 0");
    }
}
