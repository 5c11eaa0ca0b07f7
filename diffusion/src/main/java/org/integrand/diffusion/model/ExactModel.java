package org.integrand.diffusion.model;

import org.integrand.diffusion.schedule.NoiseSchedule;

/// The exact denoiser of a mixture. With V_k = alpha^2 s_k^2 + sigma^2 (per coordinate) and
/// responsibilities r_k ~ w_k prod V_k^(-1/2) exp(-(x - alpha m_k)^2 / (2 V_k)): eps = sigma sum_k r_k
/// g_k with g_k = (x - alpha m_k) / V_k, D = sum_k r_k (m_k + alpha s_k^2 g_k), the others from these.
/// eps and D are each summed directly, so neither loses digits where alpha or sigma is small.
final class ExactModel implements DifferentiableModel<double[]> {
    private final NoiseSchedule schedule;
    private final Prediction prediction;
    private final int dimension;
    private final double[] logWeight;
    private final double[][] mean;
    private final double[][] variance;
    private final double[] responsibility;
    private final double[] logVolume;
    private double preparedAlpha = Double.NaN;
    private double preparedSigma = Double.NaN;
    private final double[] slope;

    ExactModel(GaussianMixture mixture, NoiseSchedule schedule, Prediction prediction) {
        this.schedule = schedule;
        this.prediction = prediction;
        this.dimension = mixture.dimension();
        var components = mixture.components();
        double total = components.stream()
                .mapToDouble(GaussianMixture.Component::weight)
                .sum();
        logWeight = components.stream()
                .mapToDouble(c -> Math.log(c.weight() / total))
                .toArray();
        mean = components.stream()
                .map(c -> c.mean().stream().mapToDouble(m -> m).toArray())
                .toArray(double[][]::new);
        variance = components.stream()
                .map(c -> c.deviation().stream().mapToDouble(s -> s * s).toArray())
                .toArray(double[][]::new);
        responsibility = new double[logWeight.length];
        logVolume = new double[logWeight.length];
        slope = new double[dimension];
    }

    @Override
    public Prediction prediction() {
        return prediction;
    }

    @Override
    public void evaluate(double[] x, double t, double[] into) {
        requireBatch(x.length, into.length, dimension);
        schedule.requireInside(t);
        double alpha = schedule.alpha(t);
        double sigma = schedule.sigma(t);
        for (int at = 0; at < x.length; at += dimension) sample(x, at, alpha, sigma, into);
    }

    private void sample(double[] x, int at, double alpha, double sigma, double[] into) {
        weigh(x, at, alpha, sigma);
        for (int j = 0; j < dimension; j++) {
            double score = 0;
            double data = 0;
            for (int k = 0; k < logWeight.length; k++) {
                double g = (x[at + j] - alpha * mean[k][j]) / (alpha * alpha * variance[k][j] + sigma * sigma);
                score += responsibility[k] * g;
                data += responsibility[k] * (mean[k][j] + alpha * variance[k][j] * g);
            }
            into[at + j] = switch (prediction) {
                case NOISE -> sigma * score;
                case DATA -> data;
                case V -> sigma * (alpha * score - data);
                case FLOW -> sigma * score - data;
                case SCORE -> -score;
            };
        }
    }

    /// Sets the logarithms of prod V_k at a noise level, which all samples share. Strict, as the
    /// exponentials are: so results are the same bits on every machine.
    private void prepare(double alpha, double sigma) {
        if (alpha == preparedAlpha && sigma == preparedSigma) return;
        for (int k = 0; k < logWeight.length; k++) {
            double sum = 0;
            for (int j = 0; j < dimension; j++) sum += StrictMath.log(alpha * alpha * variance[k][j] + sigma * sigma);
            logVolume[k] = sum;
        }
        preparedAlpha = alpha;
        preparedSigma = sigma;
    }

    /// Sets the responsibilities for one sample; the largest exponent is taken out first.
    private void weigh(double[] x, int at, double alpha, double sigma) {
        prepare(alpha, sigma);
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < logWeight.length; k++) {
            double sum = logVolume[k];
            for (int j = 0; j < dimension; j++) {
                double v = alpha * alpha * variance[k][j] + sigma * sigma;
                double d = x[at + j] - alpha * mean[k][j];
                sum += d * d / v;
            }
            responsibility[k] = logWeight[k] - 0.5 * sum;
            largest = Math.max(largest, responsibility[k]);
        }
        double total = 0;
        for (int k = 0; k < logWeight.length; k++) {
            responsibility[k] = StrictMath.exp(responsibility[k] - largest);
            total += responsibility[k];
        }
        for (int k = 0; k < logWeight.length; k++) responsibility[k] /= total;
    }

    /// With h = sum_k r_k g_k and the Hessian H = diag(sum_k r_k / V_k) - sum_k r_k g_k g_k^T + h h^T
    /// of -log p_t: eps = sigma h and D = (x - sigma^2 h) / alpha, so J = sigma H and (1 - sigma^2 H) /
    /// alpha; H is symmetric. Without signal D is constant. H is summed from the differences g_k - h.
    @Override
    public void vjp(double[] x, double t, double[] cotangent, double[] into) {
        requireBatch(x.length, into.length, dimension);
        requireBatch(cotangent.length, into.length, dimension);
        schedule.requireInside(t);
        double alpha = schedule.alpha(t);
        double sigma = schedule.sigma(t);
        for (int at = 0; at < x.length; at += dimension) {
            hessian(x, at, alpha, sigma, cotangent, into);
            for (int j = 0; j < dimension; j++) {
                double h = into[at + j];
                double c = cotangent[at + j];
                double data = alpha == 0 ? 0 : (c - sigma * sigma * h) / alpha;
                into[at + j] = switch (prediction) {
                    case NOISE -> sigma * h;
                    case DATA -> data;
                    case V -> sigma * (alpha * h - data);
                    case FLOW -> sigma * h - data;
                    case SCORE -> -h;
                };
            }
        }
    }

    /// into = H c for one sample.
    private void hessian(double[] x, int at, double alpha, double sigma, double[] c, double[] into) {
        weigh(x, at, alpha, sigma);
        for (int j = 0; j < dimension; j++) {
            double h = 0;
            double curvature = 0;
            for (int k = 0; k < logWeight.length; k++) {
                double v = alpha * alpha * variance[k][j] + sigma * sigma;
                h += responsibility[k] * (x[at + j] - alpha * mean[k][j]) / v;
                curvature += responsibility[k] / v;
            }
            slope[j] = h;
            into[at + j] = curvature * c[at + j];
        }
        for (int k = 0; k < logWeight.length; k++) {
            double along = 0;
            for (int j = 0; j < dimension; j++) along += c[at + j] * deviation(x, at, alpha, sigma, k, j);
            double weight = responsibility[k] * along;
            for (int j = 0; j < dimension; j++) into[at + j] -= weight * deviation(x, at, alpha, sigma, k, j);
        }
    }

    /// g_k - h in coordinate j.
    private double deviation(double[] x, int at, double alpha, double sigma, int k, int j) {
        return (x[at + j] - alpha * mean[k][j]) / (alpha * alpha * variance[k][j] + sigma * sigma) - slope[j];
    }

    static void requireBatch(int length, int into, int dimension) {
        if (length != into || length % dimension != 0)
            throw new IllegalArgumentException("batch of " + length + " numbers into " + into
                    + ": expected equal multiples of " + dimension + ", the length of a sample");
    }
}
