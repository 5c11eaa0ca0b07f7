package org.integrand.diffusion.model;

import java.util.stream.IntStream;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// The exact denoiser of a kernel density. With V = alpha^2 s^2 + sigma^2 and responsibilities r_i ~ exp(-|x - alpha
/// y_i|^2 / (2 V)) everything follows from the mean y = sum_i r_i y_i: eps = sigma (x - alpha y) / V,
/// D = (sigma^2 y + alpha s^2 x) / V, v = alpha eps - sigma D. It is the mixture of N Gaussians of one deviation.
///
/// The samples of a batch are worked off in blocks, so that the set is read once a block; a sample's own sums run in
/// the order of the set whatever its block.
final class KernelDensityModel<Y> implements DifferentiableModel<Y> {
    /// Samples a block: fewer where threads would have nothing to do, but enough that reading the set does not count.
    private static final int MOST = 16;

    private static final int LEAST = 4;

    private final KernelDensity density;
    private final NoiseSchedule schedule;
    private final Prediction prediction;
    private final int threads;
    private final Rows<Y> rows;

    KernelDensityModel(
            KernelDensity density, NoiseSchedule schedule, Prediction prediction, int threads, Rows<Y> rows) {
        this.density = density;
        this.schedule = schedule;
        this.prediction = prediction;
        this.threads = threads;
        this.rows = rows;
    }

    /// The noise level of an evaluation, and what it makes of x and the mean y.
    private record Level(double alpha, double sigma, double deviation) {
        double variance() {
            return alpha * alpha * deviation * deviation + sigma * sigma;
        }

        /// The prediction is ofState x + ofMean y.
        double ofState(Prediction prediction) {
            return combined(prediction, 1 / variance(), alpha * deviation * deviation / variance());
        }

        double ofMean(Prediction prediction) {
            return combined(prediction, -alpha / variance(), sigma * sigma / variance());
        }

        /// eps = sigma g, g the negative score.
        private double combined(Prediction prediction, double g, double data) {
            return switch (prediction) {
                case NOISE -> sigma * g;
                case DATA -> data;
                case V -> sigma * (alpha * g - data);
                case FLOW -> sigma * g - data;
                case SCORE -> -g;
            };
        }

        /// dy/dx = slope * covariance of the y_i under the responsibilities.
        double slope() {
            return alpha / variance();
        }

        /// The soft-max of distances |x / alpha - y_i|^2: exponents are -sharpness times these.
        SoftMax softMax(SampleSet samples) {
            return new SoftMax(samples, Math.min(alpha * slope() / 2, Double.MAX_VALUE));
        }

        /// x / alpha. Without signal (alpha = 0, or so small that it changes no weight) all samples are equally far.
        void scale(double[] x) {
            for (int j = 0; j < x.length; j++) x[j] = alpha < 1e-100 ? 0 : x[j] / alpha;
        }
    }

    private Level level(double t) {
        schedule.requireInside(t);
        var level = new Level(schedule.alpha(t), schedule.sigma(t), density.deviation());
        if (!(level.variance() > 0))
            throw new IllegalArgumentException("t " + t + ": neither noise nor smoothing there, expected sigma > 0");
        return level;
    }

    @Override
    public Prediction prediction() {
        return prediction;
    }

    @Override
    public void evaluate(Y x, double t, Y into) {
        ExactModel.requireBatch(rows.length(x), rows.length(into), density.dimension());
        var level = level(t);
        blocks(rows.length(x) / density.dimension(), (first, count) -> evaluate(level, x, first, count, into));
    }

    private void evaluate(Level level, Y x, int first, int count, Y into) {
        double[][] states = states(x, first, count);
        double[][] mean = mean(level, states);
        double ofState = level.ofState(prediction);
        double ofMean = level.ofMean(prediction);
        for (int i = 0; i < count; i++) {
            double[] y = mean[i];
            for (int j = 0; j < y.length; j++) y[j] = ofState * states[i][j] + ofMean * y[j];
            rows.write(y, into, (first + i) * y.length);
        }
    }

    @Override
    public void vjp(Y x, double t, Y cotangent, Y into) {
        ExactModel.requireBatch(rows.length(x), rows.length(into), density.dimension());
        ExactModel.requireBatch(rows.length(cotangent), rows.length(into), density.dimension());
        var level = level(t);
        blocks(rows.length(x) / density.dimension(), (first, count) -> vjp(level, x, cotangent, first, count, into));
    }

    /// J = ofState I + ofMean slope Cov, which is symmetric; Cov c is summed from the differences y_i - y.
    private void vjp(Level level, Y x, Y cotangent, int first, int count, Y into) {
        double[][] states = states(x, first, count);
        double[][] cotangents = states(cotangent, first, count);
        var covariance = new SoftMax.Covariance(mean(level, states), cotangents);
        level.softMax(density.samples()).stream(scaled(level, states), covariance);
        double[][] products = covariance.result();
        double ofState = level.ofState(prediction);
        double ofCovariance = level.ofMean(prediction) * level.slope();
        for (int i = 0; i < count; i++) {
            double[] p = products[i];
            for (int j = 0; j < p.length; j++) p[j] = ofState * cotangents[i][j] + ofCovariance * p[j];
            rows.write(p, into, (first + i) * p.length);
        }
    }

    private double[][] mean(Level level, double[][] states) {
        var mean = new SoftMax.Mean(states.length, density.dimension());
        level.softMax(density.samples()).stream(scaled(level, states), mean);
        return mean.result();
    }

    private static double[][] scaled(Level level, double[][] states) {
        double[][] scaled = new double[states.length][];
        for (int i = 0; i < states.length; i++) {
            scaled[i] = states[i].clone();
            level.scale(scaled[i]);
        }
        return scaled;
    }

    private double[][] states(Y batch, int first, int count) {
        double[][] states = new double[count][density.dimension()];
        for (int i = 0; i < count; i++) rows.read(batch, (first + i) * density.dimension(), states[i]);
        return states;
    }

    /// What is done with the samples first ... first + count - 1.
    private interface Block {
        void work(int first, int count);
    }

    private void blocks(int samples, Block block) {
        int size = Math.clamp(Math.ceilDiv(samples, Math.max(threads, 1)), LEAST, MOST);
        var all = IntStream.range(0, Math.ceilDiv(samples, size));
        (threads > 1 ? all.parallel() : all).forEach(k -> block.work(k * size, Math.min(size, samples - k * size)));
    }
}
