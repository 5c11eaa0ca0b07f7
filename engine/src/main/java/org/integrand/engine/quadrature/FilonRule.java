package org.integrand.engine.quadrature;

import java.util.HashMap;
import java.util.Map;
import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;

/// The integral of f(x) cos(w x) or f(x) sin(w x) over an interval: f is interpolated by Chebyshev
/// polynomials at 25 points, whose integrals with the weight are known; the error is the distance from
/// the interpolant at every second point. The cost does not grow with w. Intervals of less than half a
/// turn use Gauss-Kronrod (7, 15) on the product.
///
/// Source: QUADPACK, QC25F: R. Piessens, M. Branders, "Modified Clenshaw-Curtis method for the
/// computation of Bessel function integrals", BIT 23 (1983).
final class FilonRule implements PieceRule {
    private static final int DEGREE = 24;
    private static final double SLOW = 2; // radians in half an interval

    private final Evaluations f;
    private final FourierIntegral.Wave wave;
    private final double frequency;
    private final int components;
    private final Norm norm;
    private final KronrodRule slow;
    private final Map<Double, double[]> moments = new HashMap<>();
    private final double[][] values;
    private final double[] scratch;
    private final double[] coefficients = new double[DEGREE + 1];

    FilonRule(Evaluations f, FourierIntegral integral, Norm norm) {
        this.f = f;
        wave = integral.wave();
        frequency = integral.frequency();
        components = integral.plain().components();
        this.norm = norm;
        var product = new Evaluations(
                (x, into) -> {
                    f.at(x, x, x, into);
                    double factor = integral.factor(x);
                    for (int c = 0; c < into.length; c++) into[c] *= factor;
                },
                Progress.NONE,
                Cancellation.NONE);
        slow = new KronrodRule(KronrodPair.GK15, product, components, norm);
        values = new double[DEGREE + 1][components];
        scratch = new double[components];
    }

    @Override
    public Piece apply(Segment segment, double from, double to, int level) {
        double centre = 0.5 * (from + to);
        double half = 0.5 * (to - from);
        double turn = frequency * half;
        f.gaps();
        if (Math.abs(turn) < SLOW) {
            var piece = slow.apply(segment, from, to, level);
            int found = f.gaps();
            return found == 0 ? piece : piece.with(found);
        }
        for (int j = 0; j <= DEGREE; j++) {
            double s = centre + half * Math.cos(j * Math.PI / DEGREE);
            segment.evaluate(j == 0 ? to : j == DEGREE ? from : s, f, values[j], scratch);
        }
        double[] m = moments.computeIfAbsent(turn, w -> ChebyshevMoments.of(w, DEGREE));
        double cosine = Math.cos(frequency * centre);
        double sine = Math.sin(frequency * centre);
        double[] value = new double[components];
        double[] error = new double[components];
        double[] absolute = new double[components];
        for (int c = 0; c < components; c++) {
            double fine = half * integral(c, 1, m, cosine, sine);
            double coarse = half * integral(c, 2, m, cosine, sine);
            for (int j = 0; j <= DEGREE; j++) absolute[c] += Math.abs(values[j][c]);
            absolute[c] *= 2 * half / (DEGREE + 1);
            value[c] = fine;
            error[c] = Math.max(Math.abs(fine - coarse), 50 * KronrodRule.EPSILON * Math.abs(fine));
        }
        int gaps = f.gaps();
        double size = norm.of(absolute);
        double claimed = gaps == 0 ? norm.of(error) : Math.max(norm.of(error), size);
        return new Piece(segment, from, to, level, value, claimed, size, 0, false, gaps);
    }

    /// From every `stride`-th point: cos(w x) = cos(w c) cos(w h u) - sin(w c) sin(w h u), even
    /// coefficients go with the even part.
    private double integral(int c, int stride, double[] m, double cosine, double sine) {
        int n = DEGREE / stride;
        interpolate(c, stride, n);
        double even = 0;
        double odd = 0;
        for (int k = 0; k <= n; k += 2) even += coefficients[k] * m[k];
        for (int k = 1; k <= n; k += 2) odd += coefficients[k] * m[k];
        return wave == FourierIntegral.Wave.COSINE ? cosine * even - sine * odd : sine * even + cosine * odd;
    }

    /// Coefficients of T_0 ... T_n of the interpolant at cos(j pi/n).
    private void interpolate(int c, int stride, int n) {
        for (int k = 0; k <= n; k++) {
            double sum = 0.5 * (values[0][c] + (k % 2 == 0 ? 1 : -1) * values[DEGREE][c]);
            for (int j = 1; j < n; j++) sum += values[j * stride][c] * Math.cos((long) j * k % (2 * n) * Math.PI / n);
            coefficients[k] = (k == 0 || k == n ? 1.0 : 2.0) / n * sum;
        }
    }
}
