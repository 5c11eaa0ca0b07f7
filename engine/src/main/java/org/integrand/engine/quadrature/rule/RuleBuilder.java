package org.integrand.engine.quadrature.rule;

/// Nodes and weights of n points: eigenvalues of the Jacobi matrix (Golub and Welsch) as first guesses,
/// then Newton's iteration on the polynomial, evaluated with 32 digits; weights from the same
/// evaluation,
///
/// w = m b_1 ... b_(n-1) / (p_n'(x) p_(n-1)(x)).
///
/// Polynomials are divided by c_0 c_1 ..., c_k about sqrt(b_(k+1)), and powers of two, so that nothing
/// overflows.
final class RuleBuilder {
    private static final int SCALING = 300;
    private static final int ITERATIONS = 3;

    private final OrthogonalFamily family;
    private final int n;
    private final double[] c;
    private final Twofold[] inverse; // 1 / c_k
    private final Twofold[] back; // b_k / (c_(k-1) c_k)
    private final Twofold constant;

    private final Twofold previous = new Twofold(0);
    private final Twofold current = new Twofold(1);
    private final Twofold slopePrevious = new Twofold(0);
    private final Twofold slope = new Twofold(0);
    private final Twofold next = new Twofold(0);
    private final Twofold slopeNext = new Twofold(0);
    private final Twofold work = new Twofold(0);
    private int scaled;

    RuleBuilder(OrthogonalFamily family, int n) {
        this.family = family;
        this.n = n;
        c = new double[n];
        inverse = new Twofold[n];
        back = new Twofold[n];
        constant = new Twofold(family.mass());
        for (int k = 0; k < n; k++) {
            c[k] = Math.sqrt(family.b(k + 1));
            inverse[k] = new Twofold(1).divide(new Twofold(c[k]));
            back[k] = new Twofold(0);
            if (k == 0) continue;
            var b = new Twofold(family.bNumerator(k)).divide(new Twofold(family.bDenominator(k)));
            back[k].set(b).divide(new Twofold(c[k - 1])).divide(new Twofold(c[k]));
            constant.multiply(b.divide(new Twofold(c[k - 1])).divide(new Twofold(c[k - 1])));
        }
        constant.divide(new Twofold(c[n - 1]));
    }

    GaussRule build() {
        double[] diagonal = new double[n];
        double[] beside = new double[n];
        for (int k = 0; k < n; k++) {
            diagonal[k] = family.a(k);
            beside[k] = k + 1 < n ? Math.sqrt(family.b(k + 1)) : 0;
        }
        double[] nodes = TridiagonalEigenvalues.of(diagonal, beside);
        double[] weights = new double[n];
        var x = new Twofold(0);
        for (int i = 0; i < n; i++) {
            x.set(nodes[i]);
            for (int k = 0; k < ITERATIONS; k++) {
                evaluate(x);
                x.subtract(work.set(current).divide(slope));
            }
            evaluate(x);
            nodes[i] = x.value();
            double weight = work.set(constant).divide(slope).divide(previous).value();
            weights[i] = Math.scalb(weight, -2 * SCALING * scaled);
        }
        return new GaussRule(nodes, weights);
    }

    /// p_n, p_n', p_(n-1), p_(n-1)' at x
    private void evaluate(Twofold x) {
        previous.set(0);
        current.set(1);
        slopePrevious.set(0);
        slope.set(0);
        scaled = 0;
        for (int k = 0; k < n; k++) {
            next.set(x).add(-family.a(k)).multiply(current).multiply(inverse[k]);
            slopeNext.set(x).add(-family.a(k)).multiply(slope).add(current).multiply(inverse[k]);
            next.subtract(work.set(previous).multiply(back[k]));
            slopeNext.subtract(work.set(slopePrevious).multiply(back[k]));
            previous.set(current);
            slopePrevious.set(slope);
            current.set(next);
            slope.set(slopeNext);
            if (Math.abs(current.value()) + Math.abs(slope.value()) > 0x1p300) {
                previous.scale(-SCALING);
                current.scale(-SCALING);
                slopePrevious.scale(-SCALING);
                slope.scale(-SCALING);
                scaled++;
            }
        }
    }
}
