package org.integrand.diffusion.usf;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;

/// Estimates statistics of a model from data x_0, noised as x_t = alpha x_0 + sigma n with the same n at all
/// levels. Component by component, with means over the data,
///
///     l = E[sigma d eps_i / d x_i],
///     s = (E[f f'] - E[f] E[f']) / (E[f^2] - E[f]^2),   b = E[f'] - s E[f],
///
/// f = rho eps - l v, v = x / alpha, and f' its total derivative by lambda along the flow. As dv / dlambda =
/// -rho eps, f' = (rho eps)' - l' v + l rho eps, where (rho eps)' is a central difference over a step of DDIM to
/// either side and l' one over the grid. Where f hardly varies, s is 0.
///
/// The formulas are those of DPM-Solver-v3 as we understand the paper (arXiv 2310.13268, section 3.2); they are
/// recalled, not compared with its release. What they are good for is measured in the tests.
///
/// @param model      any prediction; its Jacobian by vector-Jacobian products where it has them, else by
///     differences
/// @param data       `[sample][component]`
/// @param difference step of the differences by x, in units of sigma
public record StatisticsEstimate(
        DiffusionModel<double[]> model, NoiseSchedule schedule, double[][] data, double difference, long seed) {
    /// of each component alone up to so many of them, else of random signs (Hutchinson)
    private static final int FEW = 16;

    private static final int PROBES = 4;
    /// step of the derivative along the flow, in lambda
    private static final double ALONG = 0.01;
    /// a relative variance that counts as none
    private static final double NOTHING = 1e-10;

    /// @throws IllegalArgumentException when there are no data, or they differ in length
    public StatisticsEstimate {
        if (data.length == 0 || data[0].length == 0)
            throw new IllegalArgumentException("statistics: no data, expected samples [sample][component]");
        for (double[] row : data)
            if (row.length != data[0].length)
                throw new IllegalArgumentException("statistics: data of " + row.length + " components beside "
                        + data[0].length + ", expected the same number");
    }

    /// The statistics on an even grid of lambda between two times.
    ///
    /// @param points of the grid, at least 3
    public EmpiricalStatistics between(
            double noisy, double clean, int points, Progress progress, Cancellation cancellation) {
        if (points < 3) throw new IllegalArgumentException("statistics at " + points + " points: expected at least 3");
        return new Estimation(schedule.lambda(noisy), schedule.lambda(clean), points, progress, cancellation).run();
    }

    /// The mean of the data.
    public double[] mean() {
        return IntStream.range(0, data[0].length)
                .mapToDouble(j ->
                        Arrays.stream(data).mapToDouble(row -> row[j]).average().orElseThrow())
                .toArray();
    }

    /// One run: first l at all points, then s and b.
    private final class Estimation {
        private final int samples = data.length;
        private final int size = data[0].length;
        private final double[] noise = new double[samples * size];
        private final double first;
        private final double last;
        private final int points;
        private final Progress progress;
        private final Cancellation cancellation;

        Estimation(double first, double last, int points, Progress progress, Cancellation cancellation) {
            this.first = first;
            this.last = last;
            this.points = points;
            this.progress = progress;
            this.cancellation = cancellation;
            var random = new SplittableRandom(seed);
            Arrays.setAll(noise, _ -> random.nextGaussian());
        }

        EmpiricalStatistics run() {
            double[][] l = new double[points][];
            double[][] s = new double[points][size];
            double[][] b = new double[points][size];
            for (int i = 0; i < points; i++) {
                step(i, 0);
                l[i] = linear(level(i), new SplittableRandom(seed + i + 1));
            }
            for (int i = 0; i < points; i++) {
                step(i, 0.5);
                rest(i, l, s[i], b[i]);
            }
            return EmpiricalStatistics.of(first, last, l, s, b);
        }

        private void step(int i, double done) {
            cancellation.check();
            progress.at(done + 0.5 * i / points, "statistics at point " + (i + 1) + " of " + points);
        }

        private NoiseLevel level(int i) {
            return schedule.atLambda(first + (last - first) * i / (points - 1));
        }

        private double[] noised(NoiseLevel at) {
            double[] x = new double[noise.length];
            for (int i = 0; i < x.length; i++) x[i] = at.alpha() * data[i / size][i % size] + at.sigma() * noise[i];
            return x;
        }

        private double[] eps(double[] x, NoiseLevel at) {
            double[] raw = new double[x.length];
            model.evaluate(x, at.t(), raw);
            var toNoise = model.prediction().to(Prediction.NOISE, at);
            for (int i = 0; i < x.length; i++) raw[i] = toNoise.ofState() * x[i] + toNoise.ofRaw() * raw[i];
            return raw;
        }

        /// l at a level.
        private double[] linear(NoiseLevel at, SplittableRandom random) {
            double[] x = noised(at);
            double[] sums = new double[size];
            double[] direction = new double[x.length];
            int probes = size <= FEW ? size : PROBES;
            for (int probe = 0; probe < probes; probe++) {
                for (int i = 0; i < x.length; i++)
                    direction[i] = size > FEW ? (random.nextBoolean() ? 1 : -1) : i % size == probe ? 1 : 0;
                double[] product = product(x, direction, at);
                for (int i = 0; i < x.length; i++) sums[i % size] += direction[i] * product[i];
            }
            double weight = at.sigma() / samples / (size > FEW ? probes : 1);
            return Arrays.stream(sums).map(sum -> weight * sum).toArray();
        }

        /// J z or J^T z, of which only the diagonal counts.
        private double[] product(double[] x, double[] direction, NoiseLevel at) {
            double[] product = new double[x.length];
            if (model instanceof DifferentiableModel<double[]> differentiable) {
                differentiable.vjp(x, at.t(), direction, product);
                var toNoise = model.prediction().to(Prediction.NOISE, at);
                for (int i = 0; i < x.length; i++)
                    product[i] = toNoise.ofState() * direction[i] + toNoise.ofRaw() * product[i];
                return product;
            }
            double h = difference * at.sigma();
            double[] up = eps(moved(x, direction, h), at);
            double[] down = eps(moved(x, direction, -h), at);
            for (int i = 0; i < x.length; i++) product[i] = (up[i] - down[i]) / (2 * h);
            return product;
        }

        private static double[] moved(double[] x, double[] direction, double h) {
            double[] moved = x.clone();
            for (int i = 0; i < x.length; i++) moved[i] += h * direction[i];
            return moved;
        }

        /// s and b at a point.
        private void rest(int point, double[][] l, double[] s, double[] b) {
            NoiseLevel at = level(point);
            double[] x = noised(at);
            double[] eps = eps(x, at);
            double[] slope = slope(x, eps, at);
            int before = Math.max(point - 1, 0);
            int after = Math.min(point + 1, points - 1);
            double width = (after - before) * (last - first) / (points - 1);
            for (int c = 0; c < size; c++) {
                double ofL = (l[after][c] - l[before][c]) / width;
                double f = 0;
                double ff = 0;
                double d = 0;
                double fd = 0;
                for (int i = c; i < x.length; i += size) {
                    double v = x[i] / at.alpha();
                    double value = at.rho() * eps[i] - l[point][c] * v;
                    double change = slope[i] - ofL * v + l[point][c] * at.rho() * eps[i];
                    f += value / samples;
                    ff += value * value / samples;
                    d += change / samples;
                    fd += value * change / samples;
                }
                double variance = ff - f * f;
                s[c] = variance > NOTHING * ff ? (fd - f * d) / variance : 0;
                b[c] = d - s[c] * f;
            }
        }

        /// (rho eps)' along the flow.
        private double[] slope(double[] x, double[] eps, NoiseLevel at) {
            NoiseLevel noisier = schedule.atLambda(at.halfLogSnr() - ALONG);
            NoiseLevel cleaner = schedule.atLambda(at.halfLogSnr() + ALONG);
            double[] up = eps(along(x, eps, at, cleaner), cleaner);
            double[] down = eps(along(x, eps, at, noisier), noisier);
            double width = cleaner.halfLogSnr() - noisier.halfLogSnr();
            double[] slope = new double[x.length];
            for (int i = 0; i < x.length; i++) slope[i] = (cleaner.rho() * up[i] - noisier.rho() * down[i]) / width;
            return slope;
        }

        /// A step of DDIM.
        private static double[] along(double[] x, double[] eps, NoiseLevel from, NoiseLevel to) {
            double[] moved = new double[x.length];
            for (int i = 0; i < x.length; i++)
                moved[i] = to.alpha() * (x[i] / from.alpha() + (to.rho() - from.rho()) * eps[i]);
            return moved;
        }
    }
}
