package org.integrand.diffusion.sampler;

import java.util.List;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// The polynomial through the nodes, integrated exactly: w_j = K int_s^t l_j(y) dz, l_j the Lagrange basis
/// in the interpolation variable y; z = rho, K = alpha_t for noise, z = u = alpha / sigma, K = sigma_t for
/// data. Adams-Bashforth when all nodes lie behind, Adams-Moulton when the end is one of them.
///
/// * LAMBDA: in r = (lambda - lambda_s) / h the k-th moment of the kernel is k! gain(k + 1), see
///   [ExponentialStep].
/// * RHO: a polynomial in z, by Gauss-Legendre quadrature of a degree that is exact.
/// * TIME: Gauss-Legendre quadrature in lambda on pieces of at most 2, divided at the schedule's
///   knots. t(lambda) has its nearest singularities pi / 2 off the real axis, which says how many points a
///   piece needs for an error below 1e-15: 16, or 4 between the levels of a table of a thousand.
///
/// Sources: Q. Zhang, Y. Chen, "Fast sampling of diffusion models with exponential integrator" (DEIS), ICLR
/// 2023 (arXiv 2204.13902), eq. 15 (TIME, RHO); W. Zhao et al., "UniPC", NeurIPS 2023 (arXiv 2302.04867),
/// theorem 3.1 (LAMBDA).
record Lagrange(Interpolation variable) implements Extrapolation {
    private static final double PIECE = 2;
    /// half of ln 1e16
    private static final double DIGITS = 18.4;

    @Override
    public double[] weights(NoiseSchedule schedule, ExponentialStep step, List<NoiseLevel> nodes) {
        if (nodes.size() == 1) return new double[] {step.gain(1)};
        return switch (variable) {
            case LAMBDA -> byMoments(step, nodes);
            case RHO -> overRho(step, nodes);
            case TIME -> overTime(schedule, step, nodes);
        };
    }

    /// rho goes to 0 there; lambda and u to infinity, and t has no limit common to all schedules.
    @Override
    public boolean definedToZeroNoise(Prediction prediction) {
        return variable == Interpolation.RHO && prediction == Prediction.NOISE;
    }

    private static double[] byMoments(ExponentialStep step, List<NoiseLevel> nodes) {
        int n = nodes.size();
        double[] r = nodes.stream()
                .mapToDouble(node -> (node.halfLogSnr() - step.start().halfLogSnr()) / step.h())
                .toArray();
        double[] moment = new double[n];
        double factorial = 1;
        for (int k = 0; k < n; k++) {
            moment[k] = factorial * step.gain(k + 1);
            factorial *= k + 1;
        }
        double[] weights = new double[n];
        for (int j = 0; j < n; j++) {
            double[] coefficients = basis(r, j);
            for (int k = 0; k < n; k++) weights[j] += coefficients[k] * moment[k];
        }
        return weights;
    }

    /// The coefficients of l_j, constant first.
    private static double[] basis(double[] r, int j) {
        double[] c = new double[r.length];
        c[0] = 1;
        int degree = 0;
        for (int i = 0; i < r.length; i++) {
            if (i == j) continue;
            double scale = 1 / (r[j] - r[i]);
            degree++;
            for (int k = degree; k >= 0; k--) c[k] = scale * ((k > 0 ? c[k - 1] : 0) - r[i] * c[k]);
        }
        return c;
    }

    private static double[] overRho(ExponentialStep step, List<NoiseLevel> nodes) {
        boolean noise = step.prediction() == Prediction.NOISE;
        double[] z = nodes.stream().mapToDouble(node -> z(node, noise)).toArray();
        double[] weights = new double[z.length];
        double factor = noise ? step.end().alpha() : step.end().sigma();
        add(GaussLegendre.of(3), z(step.start(), noise), z(step.end(), noise), (at, weight) -> {
            for (int j = 0; j < z.length; j++) weights[j] += factor * weight * value(z, j, at);
        });
        return weights;
    }

    static double z(NoiseLevel level, boolean noise) {
        return noise ? level.rho() : level.alpha() / level.sigma();
    }

    private static double[] overTime(NoiseSchedule schedule, ExponentialStep step, List<NoiseLevel> nodes) {
        double[] t = nodes.stream().mapToDouble(NoiseLevel::t).toArray();
        boolean noise = step.prediction() == Prediction.NOISE;
        double factor = noise ? -step.end().alpha() : step.end().sigma();
        double from = step.start().halfLogSnr();
        double to = step.end().halfLogSnr();
        double[] weights = new double[t.length];
        double at = from;
        for (double knot : pieces(schedule, from, to)) {
            add(rule(Math.abs(knot - at) / 2), at, knot, (lambda, weight) -> {
                double time = schedule.time(lambda);
                double kernel = factor * weight * Math.exp(noise ? -lambda : lambda);
                for (int j = 0; j < t.length; j++) weights[j] += kernel * product(t, j, time);
            });
            at = knot;
        }
        for (int j = 0; j < t.length; j++) weights[j] /= product(t, j, t[j]);
        return weights;
    }

    /// The rule for a piece of a half-length. The error of n points falls as q^(-2 n), q = (d + sqrt(d^2 +
    /// a^2)) / a for a function without singularities nearer than d beside the interval (Trefethen, "Is
    /// Gauss quadrature better than Clenshaw-Curtis?", SIAM Review 2008, theorem 4.5); one point more is
    /// for the size of the polynomial.
    static GaussLegendre rule(double a) {
        double d = Math.PI / 2;
        double q = (d + Math.hypot(d, a)) / a;
        return GaussLegendre.of(Math.clamp((int) Math.ceil(DIGITS / Math.log(q)) + 1, 3, 16));
    }

    /// The ends of the pieces from one lambda to another, in that direction.
    static double[] pieces(NoiseSchedule schedule, double from, double to) {
        double[] knots = schedule.knots(Math.min(from, to), Math.max(from, to));
        var ends = new java.util.ArrayList<Double>();
        double at = from;
        for (int i = 0; i <= knots.length; i++) {
            double next = i == knots.length ? to : from < to ? knots[i] : knots[knots.length - 1 - i];
            int parts = Math.max(1, (int) Math.ceil(Math.abs(next - at) / PIECE));
            for (int p = 1; p < parts; p++) ends.add(at + (next - at) * p / parts);
            ends.add(next);
            at = next;
        }
        return ends.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// l_j(at).
    private static double value(double[] nodes, int j, double at) {
        return product(nodes, j, at) / product(nodes, j, nodes[j]);
    }

    /// prod_(i != j) (at - nodes_i)
    private static double product(double[] nodes, int j, double at) {
        double product = 1;
        for (int i = 0; i < nodes.length; i++) if (i != j) product *= at - nodes[i];
        return product;
    }

    /// Gives the rule's points on an interval with their weights.
    static void add(GaussLegendre rule, double from, double to, PointSink sink) {
        double half = (to - from) / 2;
        for (int i = 0; i < rule.points(); i++)
            sink.point((from + to) / 2 + half * rule.abscissa(i), half * rule.weight(i));
    }

    @FunctionalInterface
    interface PointSink {
        void point(double at, double weight);
    }
}
