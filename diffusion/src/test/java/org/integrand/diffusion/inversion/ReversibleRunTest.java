package org.integrand.diffusion.inversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.plan.StepObserver;
import org.integrand.diffusion.sampler.Ddim;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

class ReversibleRunTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final Arithmetic FIXED = new Arithmetic.FixedPoint();

    private static ReversibleRun run(Plan plan, double[] start, Arithmetic arithmetic) {
        var run = new ReversibleRun(plan, start.length, arithmetic);
        run.start(List.of(start));
        return run;
    }

    @Test
    void everyStateComesBackToTheLastBitInAnyDimension() {
        var random = new SplittableRandom(1);
        for (int dimension : new int[] {1, 3, 7}) {
            var model = GaussianMixture.isotropic(
                            new double[] {1, 2},
                            new double[][] {
                                random.doubles(dimension, -1, 1).toArray(),
                                random.doubles(dimension, -1, 1).toArray()
                            },
                            new double[] {0.1, 0.4})
                    .on(VP);
            double[] start = new double[5 * dimension];
            Arrays.setAll(start, _ -> random.nextGaussian());
            var run = run(BitExactRun.plan(1, 100), start, FIXED);
            var begin = run.units();
            List<double[]> there = new ArrayList<>();
            run.forward(model, (_, _, _, x) -> there.add(x.clone()));
            assertThat(run.units().getFirst()).isNotEqualTo(begin.getFirst());
            List<double[]> back = new ArrayList<>();
            run.back(model, (_, _, _, x) -> back.add(x.clone()));
            assertThat(run.units().getFirst()).containsExactly(begin.getFirst());
            for (int k = 0; k < 99; k++) assertThat(back.get(k)).containsExactly(there.get(98 - k));
        }
    }

    @Test
    void fixedPointStaysNearTheDoubles() {
        double[] start = Toy.start();
        Plan plan = BitExactRun.plan(1, 100);
        var run = run(plan, start, FIXED);
        run.forward(BitExactRun.model(), StepObserver.none());
        double[] doubles = new PlanExecutor<>(plan, DoubleSpace.of(8)).run(BitExactRun.model(), start);
        assertThat(Toy.difference(run.states().getFirst(), doubles)).isBetween(1e-15, 1e-9);
    }

    @Test
    void aThousandStepsAreTheSameInAnotherProcessThatInterpretsAll() throws IOException, InterruptedException {
        for (double gamma : new double[] {1, 0.92}) {
            String here = BitExactRun.outcome(gamma);
            String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xint",
                            "-XX:-UsePerfData",
                            "-cp",
                            classPath,
                            BitExactRun.class.getName(),
                            Double.toString(gamma))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String there = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            assertThat(there.strip()).isEqualTo(here).endsWith("true");
        }
    }

    private static long[] part(double[] start, int from, int to) {
        var run = run(BitExactRun.plan(0.8, 60), Arrays.copyOfRange(start, from, to), FIXED);
        run.forward(BitExactRun.model(), StepObserver.none());
        long[] end = run.units().getFirst();
        run.back(BitExactRun.model(), StepObserver.none());
        assertThat(run.nothingKept()).isTrue();
        return end;
    }

    @Test
    void twoThreadsGiveTheBitsOfOne() throws Exception {
        double[] start = BitExactRun.noise(40);
        long[] whole = part(start, 0, 80);
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Callable<long[]>> halves = List.of(() -> part(start, 0, 40), () -> part(start, 40, 80));
            List<Future<long[]>> done = threads.invokeAll(halves);
            assertThat(done.get(0).get()).containsExactly(Arrays.copyOfRange(whole, 0, 40));
            assertThat(done.get(1).get()).containsExactly(Arrays.copyOfRange(whole, 40, 80));
        }
    }

    @Test
    void fractionsAreUndoneWithLogDOverNBitsAStep() {
        for (double gamma : new double[] {1 / 2.0, 4 / 5.0, 23 / 25.0}) {
            double[] start = BitExactRun.noise(20);
            int steps = 300;
            var run = run(BitExactRun.plan(gamma, steps), start, FIXED);
            var begin = run.units();
            run.forward(BitExactRun.model(), StepObserver.none());
            double bits = run.keptBits() / (steps - 1);
            assertThat(bits).as("%s", gamma).isCloseTo(-Math.log(gamma) / Math.log(2), within(-0.05 * Math.log(gamma)));
            assertThat(run.expectedBits()).isCloseTo((1 - steps) * Math.log(gamma) / Math.log(2), within(1e-9 * steps));
            run.back(BitExactRun.model(), StepObserver.none());
            assertThat(run.units().getFirst()).containsExactly(begin.getFirst());
            assertThat(run.nothingKept()).isTrue();
        }
    }

    @Test
    void encodingTakesBitsOutAndIsUndoneToo() {
        double[] data = {-0.5, 0.3, 0.8, 0.4, 0.0, -0.9};
        var levels = TimeGrid.uniform().levels(VP, 1, 1e-3, 15);
        var run = run(Bidirectional.bdia(0.92).encode(VP, levels), data, FIXED);
        var begin = run.units();
        run.forward(BitExactRun.model(), StepObserver.none());
        assertThat(run.keptBits()).isCloseTo(14 * Math.log(0.92) / Math.log(2), within(0.1));
        run.back(BitExactRun.model(), StepObserver.none());
        assertThat(run.units().getFirst()).containsExactly(begin.getFirst());
        assertThat(run.nothingKept()).isTrue();
    }

    @Test
    void heunAndTwoStagesAreUndoneToTheLastBit() {
        double[] start = Toy.start();
        for (var sampler : List.of(
                Bidirectional.bdiaEdm(1, StepMap.HEUN),
                Bidirectional.bdiaEdm(0.8, StepMap.EULER),
                Bidirectional.bdiaTwoStages(0.5))) {
            var run = run(sampler.compile(VP, TimeGrid.uniform(), 31, 1, 1e-3), start, FIXED);
            var begin = run.units();
            run.forward(BitExactRun.model(), StepObserver.none());
            run.back(BitExactRun.model(), StepObserver.none());
            assertThat(run.units().getFirst()).containsExactly(begin.getFirst());
        }
    }

    @Test
    void aModelWhoseBitsChangeIsNoticed() {
        double[] start = Toy.start();
        var run = run(BitExactRun.plan(1, 20), start, FIXED);
        var begin = run.units();
        run.forward(BitExactRun.model(), StepObserver.none());
        DiffusionModel<double[]> other =
                GaussianMixture.gaussian(List.of(0.0, 0.0), 1).on(VP);
        run.back(other, StepObserver.none());
        assertThat(run.units().getFirst()).isNotEqualTo(begin.getFirst());
    }

    @Test
    void pairsOfDoublesKeepTheLawWithTheirOwnRoundoff() {
        double[] start = BitExactRun.noise(16);
        for (int steps : new int[] {20, 40, 50}) {
            Plan plan = BitExactRun.plan(0.5, steps);
            var run = run(plan, start, new Arithmetic.DoubleDouble());
            run.forward(BitExactRun.model(), StepObserver.none());
            run.back(BitExactRun.model(), StepObserver.none());
            double law = Amplification.of(plan).error(Arithmetic.DoubleDouble.ROUNDOFF);
            assertThat(Toy.difference(run.states().getFirst(), start))
                    .as("%s", steps)
                    .isLessThan(100 * law + 1e-16);
        }
    }

    @Test
    void statesThatOutgrowTheirNumbersAreReported() {
        var levels = TimeGrid.uniform().levels(VP, 1, 1e-3, 60);
        var run = run(Bidirectional.bdia(0.5).encode(VP, levels), Toy.start(), FIXED);
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> run.forward(BitExactRun.model(), StepObserver.none()))
                .withMessageStartingWith("fixed point with 40 fraction bits: a state has grown to ")
                .withMessageContaining("expected less than 4194304.0;");
    }

    @Test
    void plansAreRefusedWhoseFactorsAreNoFractions() {
        Plan leapfrog = Bidirectional.leapfrog().compile(VP, TimeGrid.uniform(), 5, 1, 1e-3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReversibleRun(leapfrog, 2, FIXED))
                .withMessageContaining("fixed point undoes factors of 1, or of one fraction n / d");
        Plan ddim = new Ddim().compile(VP, TimeGrid.uniform(), 5, 1, 1e-3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReversibleRun(ddim, 2, FIXED))
                .withMessageContaining("cannot be undone");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Arithmetic.FixedPoint(53))
                .withMessage("fraction bits 53: expected 0 ... 52");
    }

    @Test
    void anotherRunUndoesFromTheStatesAlone() {
        double[] start = Toy.start();
        var plan = BitExactRun.plan(1, 25);
        var first = run(plan, start, FIXED);
        var begin = first.units();
        first.forward(BitExactRun.model(), StepObserver.none());
        var second = new ReversibleRun(plan, start.length, FIXED);
        second.end(first.states());
        second.back(BitExactRun.model(), StepObserver.none());
        assertThat(second.units().getFirst()).containsExactly(begin.getFirst());
    }

    @Test
    void theScaleOfFixedPointIsAChoice() {
        double[] start = {0.3, 0.7};
        var run = run(BitExactRun.plan(1, 10), start, new Arithmetic.FixedPoint(4));
        assertThat(run.states().getFirst()).containsExactly(5 / 16.0, 11 / 16.0);
    }
}
