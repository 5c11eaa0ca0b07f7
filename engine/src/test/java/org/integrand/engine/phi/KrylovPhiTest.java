package org.integrand.engine.phi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.integrand.engine.problem.LinearOperator;
import org.junit.jupiter.api.Test;

class KrylovPhiTest {
    private static final int N = 200;

    /// u_{i-1} - 2 u_i + u_{i+1}, with sin(pi m i / (N + 1)) belonging to -4 sin^2(pi m / 2 (N + 1)).
    private static final LinearOperator DIFFUSION = (x, into) -> {
        for (int i = 0; i < N; i++) into[i] = (i > 0 ? x[i - 1] : 0) - 2 * x[i] + (i < N - 1 ? x[i + 1] : 0);
    };

    /// sum of weight_m times the mode m, or of phi_k(h lambda_m) times it
    private static double[] modes(double[] weights, int k, double h) {
        double[] v = new double[N];
        for (int m = 1; m <= weights.length; m++) {
            double half = Math.sin(Math.PI * m / (2 * (N + 1)));
            double factor = weights[m - 1] * (k < 0 ? 1 : Phi.of(k, -4 * h * half * half));
            for (int i = 0; i < N; i++) v[i] += factor * Math.sin(Math.PI * m * (i + 1) / (N + 1));
        }
        return v;
    }

    private static double distance(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < N; i++) sum += (x[i] - y[i]) * (x[i] - y[i]);
        return Math.sqrt(sum);
    }

    private static double[] manyModes() {
        double[] weights = new double[N];
        for (int m = 0; m < N; m++) weights[m] = Math.cos(3 * m) / (1 + m);
        return weights;
    }

    @Test
    void productsAreWithinTheToleranceAndTheSpaceGrowsLikeTheRootOfTheNorm() {
        double[] v = modes(manyModes(), -1, 0);
        double size = distance(v, new double[N]);
        int[] dimensions = new int[3];
        int i = 0;
        for (double h : new double[] {1, 10, 100}) {
            for (double tolerance : new double[] {1e-4, 1e-8, 1e-12}) {
                var krylov = new KrylovPhi(N, DIFFUSION, tolerance, 150);
                for (int k = 0; k <= 3; k++) {
                    double[] into = new double[N];
                    assertThat(krylov.apply(k, h, v, into)).isTrue();
                    double error = distance(into, modes(manyModes(), k, h)) / size;
                    assertThat(error).as("phi_" + k + " at h = " + h).isLessThan(tolerance);
                }
                dimensions[i] = krylov.dimension();
            }
            i++;
        }
        assertThat(dimensions[2]).isLessThan(8 * dimensions[0]);
    }

    @Test
    void aSpaceThatHoldsTheAnswerEndsTheProcess() {
        double[] three = new double[N];
        three[0] = 1;
        three[99] = -2;
        three[199] = 0.5;
        double[] into = new double[N];
        var krylov = new KrylovPhi(N, DIFFUSION, 1e-14, 150);
        assertThat(krylov.apply(1, 1000, modes(three, -1, 0), into)).isTrue();
        assertThat(krylov.dimension()).isEqualTo(3);
        assertThat(distance(into, modes(three, 1, 1000))).isLessThan(1e-12);
        assertThat(krylov.apply(2, 1, new double[N], into)).isTrue();
        assertThat(into).containsOnly(0);
    }

    @Test
    void aSpaceOfTheWholeDimensionIsExactUpToRoundingTimesTheNorm() {
        double[] a = {-1, 1000, 0, -2};
        LinearOperator operator = (x, into) -> {
            into[0] = a[0] * x[0] + a[1] * x[1];
            into[1] = a[2] * x[0] + a[3] * x[1];
        };
        var dense = new DensePhi(2, 2, 3);
        dense.compute(a, 2, 0.7);
        double[] into = new double[2];
        assertThat(new KrylovPhi(2, operator, 1e-12, 100).apply(3, 0.7, new double[] {1, 2}, into))
                .isTrue();
        double[] p = dense.phi(3);
        double first = p[0] + 2 * p[1];
        assertThat(Math.abs(into[0] / first - 1)).isLessThan(1e-11);
        assertThat(Math.abs(into[1] / (p[2] + 2 * p[3]) - 1)).isLessThan(1e-11);
    }

    @Test
    void aSpaceTooSmallOrAProductThatIsNotFiniteIsTold() {
        double[] v = modes(manyModes(), -1, 0);
        double[] into = new double[N];
        assertThat(new KrylovPhi(N, DIFFUSION, 1e-10, 10).apply(0, 100, v, into))
                .isFalse();
        LinearOperator broken = (_, y) -> y[3] = Double.NaN;
        assertThat(new KrylovPhi(N, broken, 1e-10, 10).apply(0, 1, v, into)).isFalse();
        assertThatThrownBy(() -> new KrylovPhi(N, DIFFUSION, 0, 10))
                .hasMessage("tolerance of Krylov spaces 0.0: expected a number between 0 and 1");
        assertThatThrownBy(() -> new KrylovPhi(N, DIFFUSION, 1e-3, 0))
                .hasMessage("dimension of Krylov spaces 0: expected at least 1");
    }
}
