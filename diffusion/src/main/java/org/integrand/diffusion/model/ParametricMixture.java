package org.integrand.diffusion.model;

import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// The exact denoiser of a mixture with its derivatives by everything that it is made of: `weights` w_k as they were
/// given, `means` m_kj and `deviations` s_kj, component by component.
///
/// With V_k = alpha^2 s_k^2 + sigma^2, g_k = (x - alpha m_k) / V_k, h = sum_k r_k g_k and D_k = m_k +
/// alpha s_k^2 g_k, the noise prediction is sigma h, the data prediction D = sum_k r_k D_k, and every
/// prediction is d D + e sigma h. For a cotangent c, with A_k = c . (g_k - h), A'_k = c . (D_k - D),
/// S_k = e sigma A_k + d A'_k and q = d sigma^2 - e sigma alpha:
///
///     w_k:   r_k S_k / w_k
///     m_kj:  r_k (alpha g_kj S_k + q c_j / V_kj)
///     s_kj:  r_k alpha s_kj (alpha (g_kj^2 - 1 / V_kj) S_k + 2 q c_j g_kj / V_kj)
///     x_j:   sum_k r_k ((e sigma + d alpha s_kj^2) c_j / V_kj - g_kj S_k)
///
/// D_k - D is not got from g_k - h, of which nothing is left where alpha is 0. One evaluation at a time: it has
/// buffers.
final class ParametricMixture implements ParametricModel<double[]>, TangentModel<double[]> {
    private final NoiseSchedule schedule;
    private final DifferentiableModel<double[]> exact;
    private final int dimension;
    private final int count;
    private final double[] weight;
    private final double[][] mean;
    private final double[][] deviation;
    private final double[] responsibility;
    private final double[][] v;
    private final double[][] g;
    private final double[][] data; // D_k
    private final double[] h;
    private final double[] wholeData;

    ParametricMixture(GaussianMixture mixture, NoiseSchedule schedule, Prediction prediction) {
        this.schedule = schedule;
        exact = mixture.on(schedule, prediction);
        dimension = mixture.dimension();
        count = mixture.components().size();
        weight = mixture.components().stream()
                .mapToDouble(GaussianMixture.Component::weight)
                .toArray();
        mean = rows(mixture.components().stream()
                .map(GaussianMixture.Component::mean)
                .toList());
        deviation = rows(mixture.components().stream()
                .map(GaussianMixture.Component::deviation)
                .toList());
        responsibility = new double[count];
        v = new double[count][dimension];
        g = new double[count][dimension];
        data = new double[count][dimension];
        h = new double[dimension];
        wholeData = new double[dimension];
    }

    private static double[][] rows(List<List<Double>> lists) {
        return lists.stream()
                .map(list -> list.stream().mapToDouble(m -> m).toArray())
                .toArray(double[][]::new);
    }

    @Override
    public Prediction prediction() {
        return exact.prediction();
    }

    @Override
    public void evaluate(double[] x, double t, double[] into) {
        exact.evaluate(x, t, into);
    }

    @Override
    public List<Group> parameters() {
        return List.of(
                new Group("weights", count),
                new Group("means", count * dimension),
                new Group("deviations", count * dimension));
    }

    /// Everything that the derivatives at one sample are made of.
    private void look(double[] x, int at, double alpha, double sigma) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < count; k++) {
            double sum = 0;
            for (int j = 0; j < dimension; j++) {
                double s = deviation[k][j];
                double d = x[at + j] - alpha * mean[k][j];
                v[k][j] = alpha * alpha * s * s + sigma * sigma;
                g[k][j] = d / v[k][j];
                data[k][j] = mean[k][j] + alpha * s * s * g[k][j];
                sum += Math.log(v[k][j]) + d * g[k][j];
            }
            responsibility[k] = Math.log(weight[k]) - 0.5 * sum;
            largest = Math.max(largest, responsibility[k]);
        }
        double total = 0;
        for (int k = 0; k < count; k++) {
            responsibility[k] = Math.exp(responsibility[k] - largest);
            total += responsibility[k];
        }
        Arrays.fill(h, 0);
        Arrays.fill(wholeData, 0);
        for (int k = 0; k < count; k++) {
            responsibility[k] /= total;
            double r = responsibility[k];
            for (int j = 0; j < dimension; j++) {
                h[j] += r * g[k][j];
                wholeData[j] += r * data[k][j];
            }
        }
    }

    /// S_k
    private double along(int k, Prediction.Weights of, double sigma, double[] c, int at) {
        double noise = 0;
        double clean = 0;
        for (int j = 0; j < dimension; j++) {
            noise += c[at + j] * (g[k][j] - h[j]);
            clean += c[at + j] * (data[k][j] - wholeData[j]);
        }
        return of.e() * sigma * noise + of.d() * clean;
    }

    @Override
    public void vjp(double[] x, double t, double[] cotangent, double[] into, double[] gradient) {
        ExactModel.requireBatch(x.length, into.length, dimension);
        ExactModel.requireBatch(cotangent.length, into.length, dimension);
        if (gradient.length != size())
            throw new IllegalArgumentException(
                    "gradient of " + gradient.length + " numbers: expected " + size() + ", of all parameters");
        var level = schedule.at(t);
        var of = exact.prediction().weights(level);
        double alpha = level.alpha();
        double sigma = level.sigma();
        double q = of.d() * sigma * sigma - of.e() * sigma * alpha;
        for (int at = 0; at < x.length; at += dimension) {
            look(x, at, alpha, sigma);
            for (int j = 0; j < dimension; j++) into[at + j] = 0;
            for (int k = 0; k < count; k++) {
                double r = responsibility[k];
                double s = along(k, of, sigma, cotangent, at);
                gradient[k] += r * s / weight[k];
                for (int j = 0; j < dimension; j++) {
                    double c = cotangent[at + j];
                    double d = deviation[k][j];
                    int own = count + k * dimension + j;
                    gradient[own] += r * (alpha * g[k][j] * s + q * c / v[k][j]);
                    gradient[own + count * dimension] += r
                            * alpha
                            * d
                            * (alpha * (g[k][j] * g[k][j] - 1 / v[k][j]) * s + 2 * q * c * g[k][j] / v[k][j]);
                    into[at + j] += r * ((of.e() * sigma + of.d() * alpha * d * d) * c / v[k][j] - g[k][j] * s);
                }
            }
        }
    }

    /// With dl_k the change of the logarithm of the unnormalised r_k: dh = sum_k r_k (dl_k (g_k - h) + dg_k), and dD
    /// likewise.
    @Override
    public void jvp(double[] x, double t, double[] direction, double[] parameters, double[] into) {
        ExactModel.requireBatch(x.length, into.length, dimension);
        ExactModel.requireBatch(direction.length, into.length, dimension);
        var level = schedule.at(t);
        var of = exact.prediction().weights(level);
        double alpha = level.alpha();
        double sigma = level.sigma();
        for (int at = 0; at < x.length; at += dimension) {
            look(x, at, alpha, sigma);
            for (int j = 0; j < dimension; j++) into[at + j] = 0;
            for (int k = 0; k < count; k++) {
                double change = parameters[k] / weight[k];
                for (int j = 0; j < dimension; j++) {
                    int own = count + k * dimension + j;
                    double dv = 2 * alpha * alpha * deviation[k][j] * parameters[own + count * dimension];
                    double dx = direction[at + j] - alpha * parameters[own];
                    change += 0.5 * (g[k][j] * g[k][j] - 1 / v[k][j]) * dv - g[k][j] * dx;
                }
                for (int j = 0; j < dimension; j++) {
                    int own = count + k * dimension + j;
                    double ds = parameters[own + count * dimension];
                    double s = deviation[k][j];
                    double dg = (direction[at + j] - alpha * parameters[own] - g[k][j] * 2 * alpha * alpha * s * ds)
                            / v[k][j];
                    double dData = parameters[own] + alpha * s * (2 * ds * g[k][j] + s * dg);
                    into[at + j] += responsibility[k]
                            * (of.e() * sigma * (change * (g[k][j] - h[j]) + dg)
                                    + of.d() * (change * (data[k][j] - wholeData[j]) + dData));
                }
            }
        }
    }
}
