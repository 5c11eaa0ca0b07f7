package org.integrand.engine.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.method.stochastic.StochasticMethods;
import org.integrand.engine.noise.BrownianMotion;
import org.integrand.engine.problem.AdditiveNoise;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.ItoProblem;
import org.integrand.engine.solve.Sample;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

class EnsembleTest {
    private static final int PATHS = 2000;

    /// dy = -y dt + 0.8 dW, y(0) = 1: normal with mean exp(-t) and variance 0.32 (1 - exp(-2 t)).
    private static Solver<double[]> ornsteinUhlenbeck(long path) {
        var drift =
                new InitialValueProblem<>(DoubleSpace.of(1), (_, y, into) -> into[0] = -y[0], 0, 1, new double[] {1});
        var motion = new BrownianMotion(4, path, 0, 1, 1);
        return Solver.of(new ItoProblem<>(drift, AdditiveNoise.constant(1, 0.8), motion), StochasticMethods.sra1());
    }

    @Test
    void momentsAgreeWithTheClosedFormWithinTheirErrors() {
        var result = Ensemble.of(
                        PATHS,
                        path -> ornsteinUhlenbeck(path)
                                .controller(StepSizeController.fixed(0.125))
                                .saveAt(0.25, 1))
                .threads(2)
                .solve();
        assertThat(result.moments()).hasSize(2);
        for (var at : result.moments()) {
            double variance = 0.32 * -Math.expm1(-2 * at.t());
            assertThat(at.mean(0)).isCloseTo(Math.exp(-at.t()), within(3.5 * at.meanError(0)));
            assertThat(at.variance(0)).isCloseTo(variance, within(3.5 * at.varianceError(0)));
            assertThat(at.meanError(0)).isCloseTo(Math.sqrt(variance / PATHS), within(1e-3));
            assertThat(at.varianceError(0)).isCloseTo(variance * Math.sqrt(2.0 / PATHS), within(1e-3));
        }
        assertThat(result.statistics().accepted()).isEqualTo(8L * PATHS);
    }

    /// Steps are chosen by looking at the path, and many are rejected: the distribution must not notice.
    @Test
    void rejectedStepsDoNotBiasTheDistribution() {
        var result = Ensemble.of(PATHS, path -> ornsteinUhlenbeck(path).tolerance(0.02, 0))
                .threads(2)
                .solve();
        assertThat(result.statistics().rejected())
                .isGreaterThan(result.statistics().accepted() / 10);
        assertThat(result.end().mean(0))
                .isCloseTo(Math.exp(-1), within(3.5 * result.end().meanError(0)));
        assertThat(result.end().variance(0))
                .isCloseTo(0.32 * -Math.expm1(-2), within(3.5 * result.end().varianceError(0)));
    }

    @Test
    void theResultIsBitEqualWhateverTheNumberOfThreads() {
        List<Double> numbers = new ArrayList<>();
        for (int threads : new int[] {1, 2, 5}) {
            var end = Ensemble.of(333, path -> ornsteinUhlenbeck(path).tolerance(0.1, 0))
                    .threads(threads)
                    .solve()
                    .end();
            numbers.addAll(List.of(end.mean(0), end.variance(0), end.varianceError(0)));
        }
        assertThat(numbers.subList(3, 6)).isEqualTo(numbers.subList(0, 3));
        assertThat(numbers.subList(6, 9)).isEqualTo(numbers.subList(0, 3));
    }

    @Test
    void progressCountsThePathsToTheEnd() {
        List<Double> heard = new ArrayList<>();
        Ensemble.of(100, path -> ornsteinUhlenbeck(path).tolerance(0.1, 0))
                .threads(3)
                .progress((fraction, _) -> heard.add(fraction))
                .solve();
        assertThat(heard).hasSize(100).isSorted().endsWith(1.0);
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ensemble.of(1, EnsembleTest::ornsteinUhlenbeck))
                .withMessage("paths 1: expected at least 2");
        var ensemble = Ensemble.of(
                100, path -> ornsteinUhlenbeck(path).tolerance(0.1, 0).stepLimit(path == 70 ? 1 : 1000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ensemble.threads(0))
                .withMessage("threads 0: expected at least 1");
        assertThatIllegalStateException()
                .isThrownBy(() -> ensemble.threads(2).solve())
                .withMessageStartingWith("path 70: all 1 allowed steps were attempted");
        assertThatIllegalStateException()
                .isThrownBy(() -> Ensemble.of(
                                40,
                                path -> ornsteinUhlenbeck(path)
                                        .controller(StepSizeController.fixed(path < 20 ? 0.25 : 0.125))
                                        .saveSteps())
                        .solve())
                .withMessage("path 20 saved 9 states: expected those of the first path, 5");
        assertThatIllegalStateException()
                .isThrownBy(() -> Ensemble.of(
                                40, path -> ornsteinUhlenbeck(path).saveAt(path < 20 ? 0.25 : 0.5))
                        .solve())
                .withMessageStartingWith("path 20 saved at t = 0.5: expected the times of the first path, here 0.25");
    }

    @Test
    void pathsAreNumberedFromTheFirst() {
        var halves = new double[2];
        for (int half : new int[] {0, 1})
            halves[half] = Ensemble.of(50, path -> ornsteinUhlenbeck(path).tolerance(0.1, 0))
                    .first(50L * half)
                    .solve()
                    .end()
                    .mean(0);
        var whole = Ensemble.of(100, path -> ornsteinUhlenbeck(path).tolerance(0.1, 0))
                .solve();
        assertThat((halves[0] + halves[1]) / 2).isCloseTo(whole.end().mean(0), within(1e-15));
    }

    @Test
    void functionsOfTheStateCanBeSeenInItsPlace() {
        var result = Ensemble.of(PATHS, path -> ornsteinUhlenbeck(path).controller(StepSizeController.fixed(0.125)))
                .seeing(sample -> new Sample<>(
                        sample.t(), new double[] {sample.state()[0], sample.state()[0] * sample.state()[0]}))
                .threads(2)
                .solve()
                .end();
        double unbiased = PATHS / (PATHS - 1.0);
        assertThat((result.mean(1) - result.mean(0) * result.mean(0)) * unbiased)
                .isCloseTo(result.variance(0), within(1e-12));
    }

    @Test
    void theFirstPathsAreKeptInTheirOrder() {
        var result = Ensemble.of(100, path -> ornsteinUhlenbeck(path).saveAt(0.5, 1))
                .keeping(40)
                .threads(3)
                .solve();
        assertThat(result.kept()).hasSize(40);
        var alone = ornsteinUhlenbeck(37).saveAt(0.5, 1).solve().saved();
        assertThat(result.kept().get(37)).extracting(Sample::t).containsExactly(0.5, 1.0);
        assertThat(result.kept().get(37).getFirst().state())
                .isEqualTo(alone.getFirst().state());
    }

    @Test
    void pathsThatWereDoneCountWhenItIsStopped() {
        var calls = new AtomicInteger();
        var result = Ensemble.of(
                        1000,
                        path -> ornsteinUhlenbeck(path)
                                .tolerance(0.1, 0)
                                .cancellation(() -> path == 7)) // stops itself: does not count
                .cancellation(() -> calls.incrementAndGet() > 300)
                .solve();
        assertThat(result.paths()).isBetween(100L, 299L);
        assertThat(result.end().mean(0)).isCloseTo(Math.exp(-1), within(0.2));
    }

    @Test
    void itCanBeStopped() {
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> Ensemble.of(100, EnsembleTest::ornsteinUhlenbeck)
                        .cancellation(() -> true)
                        .solve());
    }
}
