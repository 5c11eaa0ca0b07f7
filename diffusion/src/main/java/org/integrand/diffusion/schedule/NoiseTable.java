package org.integrand.diffusion.schedule;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// The noise levels that a discrete model was trained on, n = 0 ... N - 1: ln alpha_n = 0.5 sum_(i <= n)
/// log(1 - beta_i), decreasing; alpha_bar_n = alpha_n^2. Kept as ln alpha, from which 1 - alpha_bar comes without
/// cancellation. Only the last alpha may be 0.
public final class NoiseTable {
    /// The alpha_bar that diffusers puts in place of a terminal 0: 2^-24.
    public static final double TINY = 0x1p-24;

    private final String name;
    private final double[] logAlpha;

    private NoiseTable(String name, double[] logAlpha) {
        this.name = name;
        this.logAlpha = logAlpha;
    }

    /// beta_n evenly spaced from `first` to `last`. Source: Ho, Jain, Abbeel, "Denoising diffusion probabilistic
    /// models" (1e-4, 0.02, 1000).
    public static NoiseTable linear(double first, double last, int count) {
        return ofBetas("linear", betas(first, last, count, 1));
    }

    /// sqrt(beta_n) evenly spaced: the table of Stable Diffusion (0.00085, 0.012, 1000).
    public static NoiseTable scaledLinear(double first, double last, int count) {
        return ofBetas("scaled-linear", betas(first, last, count, 2));
    }

    /// beta_n = min(1 - f((n + 1) / N) / f(n / N), 0.999), f = cos^2((pi / 2) (. + 0.008) / 1.008).
    /// Source: Nichol, Dhariwal, "Improved denoising diffusion probabilistic models", eq. 17.
    public static NoiseTable squaredCosine(int count) {
        requireCount("betas", count);
        double[] beta = new double[count];
        for (int n = 0; n < count; n++) {
            double here = Math.cos(Math.PI / 2 * ((double) n / count + 0.008) / 1.008);
            double next = Math.cos(Math.PI / 2 * ((n + 1.0) / count + 0.008) / 1.008);
            beta[n] = Math.min(1 - next * next / (here * here), 0.999);
        }
        return ofBetas("squaredcos", beta);
    }

    /// A user's betas; the last may be 1.
    public static NoiseTable ofBetas(double... betas) {
        return ofBetas("table", betas);
    }

    /// A user's alpha_bars, decreasing; the last may be 0.
    public static NoiseTable ofAlphaBars(double... alphaBars) {
        requireCount("alpha_bars", alphaBars.length);
        double before = 1;
        for (int n = 0; n < alphaBars.length; n++) {
            double now = alphaBars[n];
            boolean last = n == alphaBars.length - 1;
            if (!(now < before && (now > 0 || (last && now == 0))))
                throw new IllegalArgumentException("alpha_bar[" + n + "] " + now + ": expected less than " + before
                        + " and " + (last ? "at least" : "more than") + " 0");
            before = now;
        }
        return new NoiseTable(
                "alpha-bar table",
                Arrays.stream(alphaBars).map(a -> 0.5 * Math.log(a)).toArray());
    }

    private static double[] betas(double first, double last, int count, int power) {
        requireCount("betas", count);
        if (!(first > 0 && last > first && last < 1))
            throw new IllegalArgumentException("betas " + first + " ... " + last + ": expected 0 < first < last < 1");
        double from = Math.pow(first, 1.0 / power);
        double to = Math.pow(last, 1.0 / power);
        double[] beta = new double[count];
        for (int n = 0; n < count; n++) beta[n] = Math.pow(from + (to - from) * n / (count - 1), power);
        return beta;
    }

    private static NoiseTable ofBetas(String name, double... betas) {
        requireCount("betas", betas.length);
        double[] logAlpha = new double[betas.length];
        double sum = 0;
        for (int n = 0; n < betas.length; n++) {
            boolean last = n == betas.length - 1;
            if (!(betas[n] > 0 && (betas[n] < 1 || (last && betas[n] == 1))))
                throw new IllegalArgumentException(
                        "beta[" + n + "] " + betas[n] + ": expected 0 < beta " + (last ? "<=" : "<") + " 1");
            sum += 0.5 * Math.log1p(-betas[n]);
            logAlpha[n] = sum;
        }
        return new NoiseTable(name, logAlpha);
    }

    private static void requireCount(String what, int count) {
        if (count < 2 || count > 1_000_000)
            throw new IllegalArgumentException(what + ": " + count + " of them, expected 2 ... 1,000,000");
    }

    /// The table moved so that its last alpha is exactly 0 and its first stays: alpha_n <- (alpha_n - alpha_T)
    /// alpha_0 / (alpha_0 - alpha_T). Source: S. Lin et al., "Common diffusion noise schedules and sample steps are
    /// flawed", WACV 2024, algorithm 1.
    public NoiseTable withZeroTerminalSnr() {
        double first = logAlpha[0];
        double whole = -Math.expm1(logAlpha[size() - 1] - first);
        return changed("zero terminal SNR", l -> first + Math.log1p(Math.expm1(l - first) / whole), 0);
    }

    /// The same with alpha_bar_T = 2^-24 in the end, as diffusers computes sigmas.
    public NoiseTable withTinyTerminalSnr() {
        return withZeroTerminalSnr().changed("tiny instead", l -> l, TINY);
    }

    private NoiseTable changed(String how, DoubleUnaryOperator change, double lastAlphaBar) {
        double[] changed = Arrays.stream(logAlpha).map(change).toArray();
        changed[changed.length - 1] = 0.5 * Math.log(lastAlphaBar);
        return new NoiseTable(name + ", " + how, changed);
    }

    /// The number of noise levels N.
    public int size() {
        return logAlpha.length;
    }

    /// ln alpha_n; -infinity for a last alpha of 0.
    public double logAlpha(int n) {
        return logAlpha[n];
    }

    /// lambda_n = ln(alpha_n / sigma_n).
    public double lambda(int n) {
        return logAlpha[n] - 0.5 * Math.log(-Math.expm1(2 * logAlpha[n]));
    }

    @Override
    public String toString() {
        return name;
    }
}
