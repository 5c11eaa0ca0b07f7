package org.integrand.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.integrand.search.pareto.Hypervolume;
import org.integrand.search.pareto.Objectives;
import org.integrand.search.predict.RidgeRanking;
import org.junit.jupiter.api.Test;

class KnownProblemsTest {
    private static final BitStrings BITS = new BitStrings(20);

    @Test
    void everySurvivalSolvesOneMaxOfFortyBits() {
        var space = new BitStrings(40);
        for (var survival : List.of(
                new Survival.NonDominated(20),
                new Survival.Ageing(30, 0),
                new Survival.Ageing(20, 2),
                new Survival.Niches(0, 2))) {
            var settings =
                    Settings.of(20).batch(5).selection(Selection.tournament(8)).survival(survival);
            var evaluator = new LocalEvaluator<String>((bits, _, _) -> new double[] {40 - BitStrings.ones(bits)}, 1);
            var found = Search.of(space, settings, 1)
                    .run(evaluator, Budget.evaluations(4_000))
                    .best()
                    .orElseThrow();
            assertThat(found.objectives().at(0)).as("%s", survival).isZero();
        }
    }

    /// N = 20 bits, each with K = 3 neighbours: 1,048,576 strings, of which the search may look at 2,000.
    @Test
    void findsTheOptimumOfNkLandscapesThatEnumerationFinds() {
        int found = 0;
        double worst = 0;
        for (int seed = 0; seed < 5; seed++) {
            var landscape = new NkLandscape(20, 3, seed);
            double optimum = IntStream.range(0, 1 << 20)
                    .mapToDouble(landscape::loss)
                    .min()
                    .orElseThrow();
            var evaluator = new LocalEvaluator<String>(
                    (bits, _, _) -> new double[] {landscape.loss(Integer.parseInt(bits, 2))}, 1);
            double best = Search.of(BITS, Settings.of(50), seed)
                    .run(evaluator, Budget.evaluations(2_000))
                    .best()
                    .orElseThrow()
                    .objectives()
                    .at(0);
            if (best == optimum) found++;
            worst = Math.max(worst, best - optimum);
        }
        assertThat(found).isGreaterThanOrEqualTo(3);
        assertThat(worst).isLessThan(0.04);
    }

    /// Kauffman's landscape: the mean of one random number for each bit and its K right neighbours, cyclic.
    private record NkLandscape(int n, int k, double[][] table) {
        NkLandscape(int n, int k, long seed) {
            this(
                    n,
                    k,
                    IntStream.range(0, n)
                            .mapToObj(i -> new SplittableRandom(seed * 1000 + i)
                                    .doubles(1 << (k + 1))
                                    .toArray())
                            .toArray(double[][]::new));
        }

        double loss(int bits) {
            double sum = 0;
            long twice = bits | ((long) bits << n);
            for (int i = 0; i < n; i++) sum += table[i][(int) (twice >> i) & ((1 << (k + 1)) - 1)];
            return sum / n;
        }
    }

    /// x^4 + x^3 + x^2 + x = x (x + 1) (x x + 1): 11 nodes.
    @Test
    void findsAFormulaAndItsShorterApproximations() {
        double[] xs = IntStream.rangeClosed(-10, 10).mapToDouble(i -> i / 10.0).toArray();
        Objective<Formulas.Tree> objective = (tree, _, _) -> {
            double error = 0;
            for (double x : xs) error = Math.max(error, Math.abs(tree.at(x) - x * (1 + x * (1 + x * (1 + x)))));
            return new double[] {error, tree.size()};
        };
        var result = Search.of(new Formulas(), Settings.of(100), 3)
                .run(new LocalEvaluator<>(objective, 2), Budget.evaluations(10_000));
        var members = result.archive().members();
        assertThat(members.getFirst().objectives().at(0)).isLessThan(1e-14);
        assertThat(members.getFirst().objectives().at(1)).isLessThanOrEqualTo(11);
        assertThat(members).hasSizeGreaterThanOrEqualTo(4);
    }

    /// E. Zitzler, K. Deb, L. Thiele, Evol. Comput. 8 (2000), with 10 variables.
    private static Objective<List<Double>> zdt(int which) {
        return (x, _, _) -> {
            double f = x.getFirst();
            double g = 1 + x.stream().skip(1).mapToDouble(v -> v).average().orElseThrow() * 9;
            return new double[] {f, g * front(which, f / g, f)};
        };
    }

    private static double front(int which, double ratio, double f) {
        return switch (which) {
            case 1 -> 1 - Math.sqrt(ratio);
            case 2 -> 1 - ratio * ratio;
            default -> 1 - Math.sqrt(ratio) - ratio * Math.sin(10 * Math.PI * f);
        };
    }

    @Test
    void reachesTheFrontsOfZdtOneToThree() {
        for (int which = 1; which <= 3; which++) {
            int w = which;
            var truth = IntStream.rangeClosed(0, 20_000)
                    .mapToDouble(i -> i / 20_000.0)
                    .mapToObj(f -> Objectives.of(f, front(w, f, f)))
                    .toList();
            double full = Hypervolume.of(truth, 1.1, 1.1);
            if (which == 1) assertThat(full).isCloseTo(0.11 + 0.1 + 2 / 3.0, org.assertj.core.data.Offset.offset(1e-3));
            var settings = Settings.of(100).variation(0.9, 1).selection(Selection.tournament(2));
            var result = Search.of(new RealVectors(10), settings, 5)
                    .run(new LocalEvaluator<>(zdt(which), 2), Budget.evaluations(8_000));
            double share = result.archive().hypervolume(1.1, 1.1) / full;
            assertThat(share).as("ZDT%d", which).isBetween(0.99, 1.0);
        }
    }

    /// Losses with noise that falls as 1/sqrt(fidelity), as of a mean over samples; equal effort for both.
    @Test
    void halvingFindsBetterCandidatesThanFullEvaluationsForTheSameEffort() {
        Objective<String> noisy = (bits, fidelity, seed) -> {
            double loss = Integer.parseInt(bits, 2) / (double) (1 << 20);
            return new double[] {loss + 0.02 / Math.sqrt(fidelity) * new SplittableRandom(seed).nextGaussian()};
        };
        var rungs = SuccessiveHalving.of(0.25, 1 / 16.0, 1 / 4.0, 1);
        double withHalving = 0;
        double without = 0;
        for (int seed = 0; seed < 20; seed++) {
            withHalving += trueLoss(seed, noisy, Settings.of(1).initial(213).halving(rungs));
            without += trueLoss(seed, noisy, Settings.of(1).initial(40));
        }
        assertThat(rungs.cost(213)).isLessThanOrEqualTo(41);
        assertThat(withHalving).isLessThan(0.7 * without);
    }

    private static double trueLoss(long seed, Objective<String> noisy, Settings settings) {
        var best = Search.of(BITS, settings, seed)
                .run(new LocalEvaluator<>(noisy, 1), Budget.evaluations(41))
                .best();
        return Integer.parseInt(best.orElseThrow().candidate(), 2) / (double) (1 << 20);
    }

    /// Means over 8 landscapes of 20 bits, 300 evaluations each.
    @Test
    void aPredictorFindsBetterCandidatesForTheSameEffort() {
        double with = 0;
        double without = 0;
        double tau = 0;
        for (int seed = 0; seed < 8; seed++) {
            var landscape = new NkLandscape(20, 2, 70 + seed);
            var evaluator = new LocalEvaluator<String>(
                    (bits, _, _) -> new double[] {landscape.loss(Integer.parseInt(bits, 2))}, 1);
            var plain = Settings.of(25);
            var predictor = new Prediction(new RidgeRanking(), 200, 5, 50, 1.25, 400);
            without += loss(plain, evaluator, seed);
            with += loss(plain.prediction(predictor), evaluator, seed);
            tau +=
                    Search.of(BITS, plain.prediction(predictor), seed)
                            .run(evaluator, Budget.evaluations(300))
                            .stages()
                            .stream()
                            .mapToDouble(Stage::tau)
                            .filter(t -> !Double.isNaN(t))
                            .average()
                            .orElseThrow();
        }
        assertThat(with).isLessThan(without);
        assertThat(tau / 8).isGreaterThan(0.15);
    }

    private static double loss(Settings settings, Evaluator<String> evaluator, long seed) {
        return Search.of(BITS, settings, seed)
                .run(evaluator, Budget.evaluations(300))
                .best()
                .orElseThrow()
                .objectives()
                .at(0);
    }

    @Test
    void everythingTriedEndsTheSearch() {
        var result = Search.of(new BitStrings(3), Settings.of(4), 1)
                .run(new LocalEvaluator<>((bits, _, _) -> new double[] {bits.hashCode()}, 1), Budget.evaluations(100));
        assertThat(result.end()).isEqualTo(SearchResult.End.EXHAUSTED);
        assertThat(result.evaluated()).hasSize(8);
        assertThat(result.promoted()).isEqualTo(Optional.empty());
    }
}
