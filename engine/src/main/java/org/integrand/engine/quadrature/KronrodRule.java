package org.integrand.engine.quadrature;

/// A Gauss-Kronrod pair on an interval, with QUADPACK's error: |K - G| sharpened to
/// D min(1, (200 |K - G| / D)^1.5), D = integral of |f - mean|, as the Kronrod value is far better than
/// the difference says, and never below the rounding error of the sum, 50 eps times the integral of
/// |f|.
final class KronrodRule implements PieceRule {
    static final double EPSILON = 0x1p-52;
    private static final double ROUNDING = 50 * EPSILON;
    private static final double TINY = Double.MIN_NORMAL / ROUNDING;

    private final KronrodPair pair;
    private final Evaluations f;
    private final int components;
    private final Norm norm;
    /// values at the nodes: right half, then left half; the middle one is the last of the right half
    private final double[][] values;

    private final double[] scratch;

    KronrodRule(KronrodPair pair, Evaluations f, int components, Norm norm) {
        this.pair = pair;
        this.f = f;
        this.components = components;
        this.norm = norm;
        values = new double[pair.size()][components];
        scratch = new double[components];
    }

    @Override
    public Piece apply(Segment segment, double from, double to, int level) {
        double centre = 0.5 * (from + to);
        double half = 0.5 * (to - from);
        int last = pair.size() / 2;
        f.gaps();
        segment.evaluate(centre, f, values[last], scratch);
        for (int i = 0; i < last; i++) {
            double shift = half * pair.node(i);
            segment.evaluate(centre + shift, f, values[i], scratch);
            segment.evaluate(centre - shift, f, values[last + 1 + i], scratch);
        }
        double[] value = new double[components];
        double[] error = new double[components];
        double[] absolute = new double[components];
        boolean flat = false;
        for (int c = 0; c < components; c++) flat |= sum(c, half, value, error, absolute);
        int gaps = f.gaps();
        double size = norm.of(absolute);
        double noise = noise(half, Math.max(Math.abs(from), Math.abs(to)));
        return new Piece(
                segment,
                from,
                to,
                level,
                value,
                gaps == 0 ? norm.of(error) : Math.max(norm.of(error), size),
                size,
                noise,
                flat,
                gaps);
    }

    /// Abscissas are rounded, by some eps |x| / 4, which moves the values by the slope times that: the
    /// variance of the weighted sum, slopes from neighbouring nodes. Where it exceeds the error, as at
    /// narrow peaks and steep ends far from 0, no rule can do better.
    private double noise(double half, double x) {
        int last = pair.size() / 2;
        double sum = 0;
        for (int c = 0; c < components; c++) {
            for (int i = 0; i < last; i++) {
                double step = pair.node(i) - pair.node(i + 1);
                double nextLeft = i + 1 == last ? values[last][c] : values[last + 2 + i][c];
                double right = (values[i][c] - values[i + 1][c]) / step;
                double left = (values[last + 1 + i][c] - nextLeft) / step;
                sum += pair.weight(i) * pair.weight(i) * (right * right + left * left);
            }
        }
        double rounding = 0.25 * EPSILON * x;
        return half == 0 ? 0 : sum * rounding * rounding;
    }

    /// One component; whether its error is no smaller than the function's variation.
    private boolean sum(int c, double half, double[] value, double[] error, double[] absolute) {
        int last = pair.size() / 2;
        double middle = values[last][c];
        double kronrod = pair.weight(last) * middle;
        double gauss = pair.gaussWeight(last) * middle;
        double size = pair.weight(last) * Math.abs(middle);
        for (int i = 0; i < last; i++) {
            double right = values[i][c];
            double left = values[last + 1 + i][c];
            kronrod += pair.weight(i) * (left + right);
            gauss += pair.gaussWeight(i) * (left + right);
            size += pair.weight(i) * (Math.abs(left) + Math.abs(right));
        }
        double mean = 0.5 * kronrod;
        double deviation = pair.weight(last) * Math.abs(middle - mean);
        for (int i = 0; i < last; i++)
            deviation += pair.weight(i) * (Math.abs(values[i][c] - mean) + Math.abs(values[last + 1 + i][c] - mean));
        size *= Math.abs(half);
        deviation *= Math.abs(half);
        double difference = Math.abs((kronrod - gauss) * half);
        if (deviation != 0 && difference != 0)
            difference = deviation * Math.min(1, Math.pow(200 * difference / deviation, 1.5));
        if (size > TINY) difference = Math.max(ROUNDING * size, difference);
        value[c] = kronrod * half;
        error[c] = difference;
        absolute[c] = size;
        return difference == deviation && difference != 0;
    }
}
