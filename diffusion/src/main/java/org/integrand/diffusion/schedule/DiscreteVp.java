package org.integrand.diffusion.schedule;

import java.util.Arrays;

/// The schedule of a model trained on N discrete noise levels: ln alpha_n = 0.5 sum_(i <= n) log(1 - beta_i) at
/// the knots t_n = (n + 1) / N, n = 0 ... N - 1, and linear in between (the interpolation of the DPM-Solver
/// release). Defined on 1 / N <= t <= 1: below the first knot the line would give alpha > 1.
public final class DiscreteVp implements NoiseSchedule {
    /// Trailing knots with lambda below this are dropped: only the cosine table has any. The rest is stretched
    /// over 0 < t <= 1, as in the DPM-Solver release.
    public static final double CLIP = -5.1;

    private final String name;
    private final double[] logAlpha;

    private DiscreteVp(String name, double[] logAlpha) {
        this.name = name;
        this.logAlpha = logAlpha;
    }

    /// beta_n evenly spaced from `first` to `last`. Source: Ho, Jain, Abbeel, "Denoising diffusion probabilistic
    /// models" (1e-4, 0.02, 1000).
    public static DiscreteVp linear(double first, double last, int count) {
        return named("discrete linear", betas(first, last, count, 1));
    }

    /// sqrt(beta_n) evenly spaced: the table of Stable Diffusion (0.00085, 0.012, 1000).
    public static DiscreteVp scaledLinear(double first, double last, int count) {
        return named("discrete scaled-linear", betas(first, last, count, 2));
    }

    /// beta_n = min(1 - f((n + 1) / N) / f(n / N), 0.999), f = cos^2((pi / 2) (. + 0.008) / 1.008).
    /// Source: Nichol, Dhariwal, "Improved denoising diffusion probabilistic models", eq. 17.
    public static DiscreteVp squaredCosine(int count) {
        requireCount(count);
        double[] beta = new double[count];
        for (int n = 0; n < count; n++) {
            double here = Math.cos(Math.PI / 2 * ((double) n / count + 0.008) / 1.008);
            double next = Math.cos(Math.PI / 2 * ((n + 1.0) / count + 0.008) / 1.008);
            beta[n] = Math.min(1 - next * next / (here * here), 0.999);
        }
        return named("discrete squaredcos", beta);
    }

    /// A table of the user's.
    public static DiscreteVp of(double... betas) {
        return named("discrete table", betas);
    }

    private static double[] betas(double first, double last, int count, int power) {
        requireCount(count);
        if (!(first > 0 && last > first && last < 1))
            throw new IllegalArgumentException("betas " + first + " ... " + last + ": expected 0 < first < last < 1");
        double from = Math.pow(first, 1.0 / power);
        double to = Math.pow(last, 1.0 / power);
        double[] beta = new double[count];
        for (int n = 0; n < count; n++) beta[n] = Math.pow(from + (to - from) * n / (count - 1), power);
        return beta;
    }

    private static DiscreteVp named(String name, double[] betas) {
        requireCount(betas.length);
        double[] logAlpha = new double[betas.length];
        double sum = 0;
        int kept = 0;
        for (int n = 0; n < betas.length; n++) {
            if (!(betas[n] > 0 && betas[n] < 1))
                throw new IllegalArgumentException("beta[" + n + "] " + betas[n] + ": expected 0 < beta < 1");
            sum += 0.5 * Math.log1p(-betas[n]);
            double lambda = sum - 0.5 * Math.log(-Math.expm1(2 * sum));
            if (lambda < CLIP) break;
            logAlpha[kept++] = sum;
        }
        if (kept < 2)
            throw new IllegalArgumentException("betas: " + kept + " of " + betas.length
                    + " noise levels have lambda >= " + CLIP + ", expected at least 2; the first betas are too large");
        return new DiscreteVp(name, Arrays.copyOf(logAlpha, kept));
    }

    private static void requireCount(int count) {
        if (count < 2 || count > 1_000_000)
            throw new IllegalArgumentException("betas: " + count + " of them, expected 2 ... 1,000,000");
    }

    /// The number of noise levels N, after clipping.
    public int levels() {
        return logAlpha.length;
    }

    /// The knot (n + 1) / N; beyond the ends the outermost segments are continued.
    private double knot(int n) {
        return (n + 1.0) / logAlpha.length;
    }

    @Override
    public double logAlpha(double t) {
        int n = Math.clamp((long) Math.floor(t * logAlpha.length) - 1, 0, logAlpha.length - 2);
        return logAlpha[n] + (t - knot(n)) * (logAlpha[n + 1] - logAlpha[n]) / (knot(n + 1) - knot(n));
    }

    @Override
    public double time(double lambda) {
        double target = -0.5 * Math.log1p(Math.exp(-2 * lambda));
        int n = segment(target);
        return knot(n) + (target - logAlpha[n]) * (knot(n + 1) - knot(n)) / (logAlpha[n + 1] - logAlpha[n]);
    }

    /// The segment n ... n + 1 that holds a value of the decreasing table, by bisection.
    private int segment(double target) {
        int low = 0;
        int high = logAlpha.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (logAlpha[middle] >= target) low = middle;
            else high = middle;
        }
        return low;
    }

    @Override
    public double tMin() {
        return 1.0 / logAlpha.length;
    }

    @Override
    public double tMax() {
        return 1;
    }

    @Override
    public String toString() {
        return name + " with " + logAlpha.length + " levels";
    }
}
