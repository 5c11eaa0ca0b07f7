package org.integrand.engine.jacobian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SparseLuTest {
    @Test
    void randomUnsymmetricMatricesAreSolvedAgainAndAgain() {
        var random = new SplittableRandom(1);
        for (int n : new int[] {1, 2, 5, 40, 150}) {
            var pattern = randomPattern(n, random);
            var lu = new SparseLu(pattern, MinimumDegree.order(pattern));
            for (int again = 0; again < 5; again++) {
                double[] values = random.doubles(pattern.entries(), -1, 1).toArray();
                double[] b = random.doubles(n, -1, 1).toArray();
                double[] x = b.clone();
                assertThat(lu.factor(values)).isTrue();
                lu.solve(x);
                assertThat(product(pattern, values, x)).containsExactly(b, within(1e-9));
            }
        }
    }

    @Test
    void aPivotThatVanishesLaterIsReplaced() {
        var pattern = SparsityPattern.square(2).entry(0, 1).entry(1, 0).build();
        var lu = new SparseLu(pattern, new int[] {0, 1});
        double[] x = {1, 2};
        assertThat(lu.factor(new double[] {4, 1, 1, 4})).isTrue();
        assertThat(lu.factor(new double[] {0, 1, 1, 0})).isTrue();
        lu.solve(x);
        assertThat(x).containsExactly(2, 1);
        assertThat(lu.factor(new double[] {1, 1, 1, 1})).isFalse();
        assertThat(lu.factor(new double[] {2, 0, 0, 2})).isTrue();
        lu.solve(x);
        assertThat(x).containsExactly(1, 0.5);
    }

    /// a band of this matrix would hold 2 * 40 * 1600 entries
    @Test
    void minimumDegreeKeepsTheFillOfAGridSmall() {
        int side = 40;
        var pattern = grid(side);
        assertThat(fill(pattern, MinimumDegree.order(pattern))).isLessThan(2 * 40 * 1600 / 2);
        int[] natural = IntStream.range(0, side * side).toArray();
        assertThat(fill(pattern, natural)).isGreaterThan(2 * 40 * 1600 * 9 / 10);
    }

    @Test
    void eightColoursAreEnoughForAGridAndNoRowHasOneTwice() {
        var pattern = grid(30);
        int[] colours = pattern.colours();
        assertThat(Arrays.stream(colours).max().orElseThrow()).isLessThanOrEqualTo(8);
        for (int row = 0; row < 900; row++) {
            int r = row;
            int[] seen = IntStream.range(0, 900)
                    .filter(c -> pattern.index(r, c) >= 0)
                    .map(c -> colours[c])
                    .toArray();
            assertThat(Arrays.stream(seen).distinct().count()).isEqualTo(seen.length);
        }
    }

    private static int fill(SparsityPattern pattern, int[] order) {
        var values = new double[pattern.entries()];
        for (int j = 0; j < pattern.dimension; j++)
            for (int e = pattern.starts[j]; e < pattern.starts[j + 1]; e++) values[e] = pattern.rows[e] == j ? 5 : -1;
        var lu = new SparseLu(pattern, order);
        assertThat(lu.factor(values)).isTrue();
        return lu.entries();
    }

    /// the five-point star
    private static SparsityPattern grid(int side) {
        var pattern = SparsityPattern.square(side * side);
        for (int i = 0; i < side * side; i++) {
            if (i % side > 0) pattern.entry(i, i - 1).entry(i - 1, i);
            if (i >= side) pattern.entry(i, i - side).entry(i - side, i);
        }
        return pattern.build();
    }

    private static SparsityPattern randomPattern(int n, SplittableRandom random) {
        var pattern = SparsityPattern.square(n);
        for (int e = 0; e < 3 * n; e++) pattern.entry(random.nextInt(n), random.nextInt(n));
        return pattern.build();
    }

    private static double[] product(SparsityPattern pattern, double[] values, double[] x) {
        double[] into = new double[x.length];
        for (int j = 0; j < x.length; j++)
            for (int e = pattern.starts[j]; e < pattern.starts[j + 1]; e++) into[pattern.rows[e]] += values[e] * x[j];
        return into;
    }
}
