package org.integrand.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.integrand.search.SearchResult.End;
import org.integrand.search.predict.BestOf;
import org.integrand.search.predict.NetworkRanking;
import org.integrand.search.predict.RidgeRanking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatabilityTest {
    private static final BitStrings SPACE = new BitStrings(16);
    private static final Budget BUDGET = Budget.evaluations(120);

    @TempDir
    private Path folder;

    /// Two objectives, noise of the candidate's own, three rungs, predictor with both kinds, guard with noise.
    private static Search<String> search() {
        var predictor = new BestOf(List.of(new NetworkRanking(8, 5, 16, 1e-2, 0.1), new RidgeRanking()), 60);
        var settings = Settings.of(20)
                .halving(SuccessiveHalving.of(0.5, 0.25, 0.5, 1))
                .survival(new Survival.Ageing(15, 3))
                .prediction(new Prediction(predictor, 60, 4, 40, 1.25, 100));
        return Search.of(SPACE, settings, 11)
                .startingFrom(List.of("0".repeat(16), "00000001".repeat(2)))
                .guardedBy(new Holdout<>(NoisyGuard::new, bits -> noise(bits.hashCode(), 1) + loss(bits)));
    }

    /// Answers the mean of both with noise, seven times.
    private static final class NoisyGuard implements Guard {
        private final SplittableRandom random = new SplittableRandom(3);
        private int left = 7;

        @Override
        public OptionalDouble answer(double onSearch, double onHoldout) {
            if (left-- <= 0) return OptionalDouble.empty();
            return OptionalDouble.of((onSearch + onHoldout) / 2 + 0.01 * random.nextGaussian());
        }
    }

    private static double loss(String bits) {
        int changes = 0;
        for (int i = 1; i < bits.length(); i++) if (bits.charAt(i) != bits.charAt(i - 1)) changes++;
        return 1 - changes / 15.0;
    }

    private static double noise(long seed, double fidelity) {
        return 0.05 / Math.sqrt(fidelity) * new SplittableRandom(seed).nextGaussian();
    }

    private static double[] evaluate(String bits, double fidelity, long seed) {
        return new double[] {loss(bits) + noise(seed, fidelity), BitStrings.ones(bits)};
    }

    /// Everything of a result that can be compared.
    private static List<Object> contents(SearchResult<String> result) {
        return List.of(
                result.end(),
                result.evaluated(),
                result.archive().members(),
                result.queries(),
                result.promoted(),
                result.stages(),
                result.spent());
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() {
        var one = search().run(new LocalEvaluator<>(RepeatabilityTest::evaluate, 1), BUDGET);
        for (int threads : new int[] {2, 5}) {
            Evaluator<String> many = new LocalEvaluator<>(
                    (bits, fidelity, seed) -> {
                        for (long i = 0; i < (seed & 0xff) * 200; i++) Thread.onSpinWait();
                        return evaluate(bits, fidelity, seed);
                    },
                    threads);
            assertThat(contents(search().run(many, BUDGET))).isEqualTo(contents(one));
        }
        assertThat(one.end()).isEqualTo(End.BUDGET);
        assertThat(one.spent()).isBetween(110.0, 120.0 + 1e-9);
        assertThat(one.stages()).anyMatch(stage -> !Double.isNaN(stage.tau()));
        assertThat(one.queries()).hasSizeGreaterThan(2);
    }

    @Test
    void anotherSeedIsAnotherSearch() {
        var evaluator = new LocalEvaluator<>(RepeatabilityTest::evaluate, 1);
        var other = Search.of(SPACE, Settings.of(20), 12).run(evaluator, BUDGET);
        assertThat(contents(other))
                .isNotEqualTo(contents(Search.of(SPACE, Settings.of(20), 13).run(evaluator, BUDGET)));
    }

    /// Stopped again and again, each time a few evaluations later, with a torn line at the end each time.
    @Test
    void aResumedSearchIsTheUninterruptedOneAndEvaluatesNothingTwice() throws IOException {
        var whole = search().run(new LocalEvaluator<>(RepeatabilityTest::evaluate, 1), BUDGET);
        var file = folder.resolve("search.jsonl");
        var evaluations = new AtomicInteger();
        int runs = 0;
        while (true) {
            int until = evaluations.get() + 23;
            var counted = new LocalEvaluator<String>(
                    (bits, fidelity, seed) -> {
                        evaluations.incrementAndGet();
                        return evaluate(bits, fidelity, seed);
                    },
                    2);
            var part = search().checkpointedIn(file)
                    .stoppedBy(() -> evaluations.get() >= until)
                    .run(counted, BUDGET);
            runs++;
            if (part.end() == End.BUDGET) {
                assertThat(contents(part)).isEqualTo(contents(whole));
                break;
            }
            assertThat(part.end()).isEqualTo(End.STOPPED);
            Files.writeString(file, "{\"key\":\"01", StandardOpenOption.APPEND);
        }
        assertThat(runs).isGreaterThan(5);
        var lines = Files.readAllLines(file).stream().filter(l -> l.contains("\"at\"") && !l.contains("holdout"));
        assertThat(lines.distinct().count()).isEqualTo(evaluations.get());
        var again = search().checkpointedIn(file).run((_, _, _) -> {}, BUDGET);
        assertThat(contents(again)).isEqualTo(contents(whole));
    }

    /// 47 evaluations end within a stage, whose choice the notes hold whole.
    @Test
    void aLargerBudgetGoesOnAsIfItHadBeenGivenAtOnce() {
        var evaluator = new LocalEvaluator<>(RepeatabilityTest::evaluate, 1);
        var whole = search().run(evaluator, BUDGET);
        var file = folder.resolve("larger.jsonl");
        var small = search().checkpointedIn(file).run(evaluator, Budget.evaluations(47));
        assertThat(small.end()).isEqualTo(End.BUDGET);
        assertThat(small.spent()).isBetween(40.0, 47.0);
        assertThat(contents(search().checkpointedIn(file).run(evaluator, BUDGET)))
                .isEqualTo(contents(whole));
    }

    @Test
    void aCheckpointOfAnotherSearchIsRefused() throws IOException {
        var evaluator = new LocalEvaluator<>(RepeatabilityTest::evaluate, 1);
        var file = folder.resolve("a.jsonl");
        var search = Search.of(SPACE, Settings.of(20), 5).checkpointedIn(file);
        search.run(evaluator, Budget.evaluations(40));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Search.of(SPACE, Settings.of(20), 6)
                        .checkpointedIn(file)
                        .run(evaluator, BUDGET))
                .withMessage("checkpoint " + file + ": seed 5, expected 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.startingFrom(List.of("1".repeat(16))).run(evaluator, BUDGET))
                .withMessageContaining("checkpoint " + file + ": stage 0 holds candidate ")
                .withMessageEndingWith("which this search does not make: another space or settings?");
        Files.writeString(file, "hello\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.run(evaluator, BUDGET))
                .withMessage("checkpoint " + file + ", line 1: expected a JSON object of a search's notes");
    }

    @Test
    void timeEndsASearchWithWhatIsDone() {
        var slow = new LocalEvaluator<String>(
                (bits, _, _) -> {
                    long end = System.nanoTime() + 5_000_000;
                    while (System.nanoTime() < end) Thread.onSpinWait();
                    return new double[] {loss(bits)};
                },
                1);
        var result = Search.of(SPACE, Settings.of(1_000), 1).run(slow, Budget.time(Duration.ofMillis(300)));
        assertThat(result.end()).isEqualTo(End.BUDGET);
        assertThat(result.evaluated()).hasSizeBetween(1, 61);
        assertThat(result.best()).isPresent();
        assertThat(result.stages()).isEmpty();
    }

    @Test
    void anInterruptEndsASearch() {
        var statuses = new ArrayList<SearchStatus>();
        var result = Search.of(SPACE, Settings.of(10), 1)
                .watchedBy(status -> {
                    statuses.add(status);
                    if (statuses.size() == 25) Thread.currentThread().interrupt();
                })
                .run(new LocalEvaluator<>((bits, _, _) -> new double[] {loss(bits)}, 1), BUDGET);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.end()).isEqualTo(End.STOPPED);
        assertThat(result.evaluated()).hasSize(25);
        assertThat(statuses.getLast().stage()).isEqualTo(2);
        assertThat(statuses.getLast().fraction()).isEqualTo(25 / 120.0);
        assertThat(statuses.getLast().text()).startsWith("stage 2, 30 candidates, 25.0 evaluations, best ");
    }

    @Test
    void candidatesThatFailAreWorseThanAllOthers() {
        var result = Search.of(SPACE, Settings.of(20), 1)
                .run(
                        new LocalEvaluator<>(
                                (bits, _, _) -> new double[] {bits.startsWith("1") ? loss(bits) : Double.NaN}, 1),
                        BUDGET);
        assertThat(result.best().orElseThrow().candidate()).startsWith("1");
        assertThat(result.archive().members()).hasSize(1);
    }

    @Test
    void errorsNameTheCandidate() {
        var search = Search.of(SPACE, Settings.of(1), 1).startingFrom(List.of("0".repeat(16)));
        assertThatIllegalStateException()
                .isThrownBy(() -> search.run(
                        new LocalEvaluator<>(
                                (_, _, _) -> {
                                    throw new ArithmeticException("no root");
                                },
                                2),
                        BUDGET))
                .withMessage("candidate 0000000000000000: java.lang.ArithmeticException: no root");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        search.run(new LocalEvaluator<>((b, _, _) -> new double[1 + BitStrings.ones(b)], 1), BUDGET))
                .withMessageEndingWith("objectives, expected 1 as before");
        assertThatIllegalStateException()
                .isThrownBy(() -> search.run((_, _, _) -> {}, BUDGET))
                .withMessage("candidate 0000000000000000: the evaluator gave no result");
    }

    @Test
    void badSettingsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SuccessiveHalving.of(0.5, 0.5, 0.25, 1))
                .withMessage("fidelities [0.5, 0.25, 1.0]: expected to rise within (0, 1] and to end with 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(20).variation(1.5, 0))
                .withMessage("crossover 1.5: expected within 0 ... 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Budget.evaluations(0))
                .withMessage("evaluations 0.0: expected more than 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(600).prediction(Prediction.standard()))
                .withMessage("children 500: expected at least the batch, 600");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Survival.Ageing(5, 6))
                .withMessage("elites 6: expected 0 ... 5, the size");
    }
}
