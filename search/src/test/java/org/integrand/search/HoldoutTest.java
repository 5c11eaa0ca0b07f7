package org.integrand.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HoldoutTest {
    private static final BitStrings SPACE = new BitStrings(24);

    private static double loss(String bits) {
        return 1 - BitStrings.ones(bits) / 24.0;
    }

    private static double noise(String bits, long set) {
        return 0.15 * new SplittableRandom(bits.hashCode() * 31L + set).nextGaussian();
    }

    private static SearchResult<String> search(Guard guard, long seed) {
        return Search.of(SPACE, Settings.of(30), seed)
                .guardedBy(new Holdout<>(() -> guard, bits -> loss(bits) + noise(bits, 2)))
                .run(
                        new LocalEvaluator<>((bits, _, _) -> new double[] {loss(bits) + noise(bits, 1)}, 1),
                        Budget.evaluations(600));
    }

    /// Each promotion lowers what was answered; a question is asked only below the incumbent's answer.
    @Test
    void promotesOnTheAnswerOnly() {
        var result = search((_, holdout) -> OptionalDouble.of(holdout), 1);
        double incumbent = Double.POSITIVE_INFINITY;
        for (var query : result.queries()) {
            assertThat(query.onSearch()).isLessThan(incumbent);
            assertThat(query.answer()).isEqualTo(query.onHoldout());
            assertThat(query.promoted()).isEqualTo(query.answer() < incumbent);
            incumbent = Math.min(incumbent, query.answer());
        }
        var promoted = result.promoted().orElseThrow();
        assertThat(result.queries().stream()
                        .filter(Holdout.Query::promoted)
                        .toList()
                        .getLast()
                        .number())
                .isEqualTo(promoted.number());
        assertThat(result.queries()).anyMatch(q -> !q.promoted());
    }

    /// Who believes the search data takes what looks best on them; the difference is seen on fresh data.
    @Test
    void theGuardedCandidateKeepsWhatItPromises() {
        double optimism = 0;
        double guarded = 0;
        for (int seed = 0; seed < 10; seed++) {
            var result = search((_, holdout) -> OptionalDouble.of(holdout), seed);
            var best = result.best().orElseThrow();
            optimism += (loss(best.candidate()) - best.objectives().at(0)) / 10;
            var promoted = result.promoted().orElseThrow();
            double answer = result.queries().stream()
                    .filter(Holdout.Query::promoted)
                    .toList()
                    .getLast()
                    .answer();
            guarded += (loss(promoted.candidate()) - answer) / 10;
        }
        assertThat(optimism).isGreaterThan(0.2);
        assertThat(guarded).isLessThan(0.75 * optimism);
    }

    @Test
    void nobodyIsPromotedOnceTheBudgetIsSpent() {
        int[] asked = {0};
        var result = search((search, _) -> ++asked[0] > 2 ? OptionalDouble.empty() : OptionalDouble.of(search), 1);
        assertThat(asked[0]).isEqualTo(3);
        assertThat(result.queries()).hasSize(3);
        assertThat(result.queries().getLast().answer()).isNaN();
        assertThat(result.queries().getLast().promoted()).isFalse();
        assertThat(result.promoted().orElseThrow().number())
                .isEqualTo(result.queries().get(1).number());
    }
}
