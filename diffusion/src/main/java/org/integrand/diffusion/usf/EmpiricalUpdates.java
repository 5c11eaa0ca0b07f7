package org.integrand.diffusion.usf;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.plan.PerComponent;
import org.integrand.diffusion.schedule.NoiseLevel;

/// The updates of steps in the form EMPIRICAL: with E = L + S,
///
///     x_t = alpha_t / alpha_s e^(L_s - L_t) x_s + base (e^(S_s) int e^(E - E_s) (B - B_s) dlambda + sum_k m_k c_k),
///     base = -alpha_t e^(L_s - L_t),   m_k = int e^(E - E_s) ((lambda - lambda_s) / h)^k dlambda,
///
/// trapezoidal sums over the grid, c_k the Taylor coefficients of g in (lambda - lambda_s) / h.
/// Source: as [EmpiricalStatistics]; the official integrals from the noisy end, differences of large numbers,
/// are taken over the step alone here.
record EmpiricalUpdates(EmpiricalStatistics statistics, List<NoiseLevel> levels) {
    Update of(int start, int newest, int target, List<Derivative> derivatives) {
        NoiseLevel s = levels.get(newest + 1 + start);
        NoiseLevel t = levels.get(target);
        int from = statistics.index(s);
        int to = statistics.index(t);
        if (from == to)
            throw new IllegalArgumentException("step from t " + s.t() + " to t " + t.t() + ": both at point " + from
                    + " of the statistics, expected a finer grid or a longer step");
        double h = t.halfLogSnr() - s.halfLogSnr();
        int[] points = TaylorWeights.points(start, newest, derivatives);
        double[][] ofCoefficient = coefficients(points, newest, derivatives, h);
        int size = statistics.size();
        double[] carry = new double[size];
        double[] offset = new double[size];
        double[][] weights = new double[points.length][size];
        double[] moment = new double[derivatives.size() + 1];
        for (int c = 0; c < size; c++) {
            double decay = Math.exp(statistics.sumL[from][c] - statistics.sumL[to][c]);
            double base = -t.alpha() * decay;
            carry[c] = t.alpha() / s.alpha() * decay;
            offset[c] = base * integrate(from, to, c, h, moment);
            double growth = Math.exp(statistics.sumS[from][c]);
            for (int p = 0; p < points.length; p++) {
                double weight = 0;
                for (int k = 0; k < moment.length; k++) weight += base * moment[k] * ofCoefficient[p][k];
                int at = statistics.index(levels.get(points[p]));
                weights[p][c] = weight * Math.exp(statistics.sumS[from][c] - statistics.sumS[at][c]);
                offset[c] -= weight * growth * (statistics.sumB[at][c] - statistics.sumB[from][c]);
            }
        }
        List<Update.Use> uses = new ArrayList<>();
        for (int p = 0; p < points.length; p++) uses.add(new Update.Use(points[p], PerComponent.of(weights[p])));
        return new Update(points[0], Form.EMPIRICAL, PerComponent.of(carry), uses, PerComponent.of(offset));
    }

    /// R_k w of each point in each Taylor coefficient; the start's own value is the first coefficient.
    private double[][] coefficients(int[] points, int newest, List<Derivative> derivatives, double h) {
        double[][] all = new double[points.length][derivatives.size() + 1];
        all[0][0] = 1;
        double lambda = levels.get(points[0]).halfLogSnr();
        for (int k = 1; k <= derivatives.size(); k++) {
            Derivative derivative = derivatives.get(k - 1);
            double factor = derivative.relaxation().factor(h, h, derivative.coefficient());
            double[] r = derivative.points().stream()
                    .mapToDouble(index -> (levels.get(newest + 1 + index).halfLogSnr() - lambda) / h)
                    .toArray();
            for (int j = 0; j < r.length; j++) {
                double w = factor * TaylorWeights.weight(r, j, k);
                all[
                        TaylorWeights.at(
                                points,
                                points.length,
                                newest + 1 + derivative.points().get(j))][k] += w;
                all[0][k] -= w;
            }
        }
        return all;
    }

    /// The moments, and e^(S_s) int e^(E - E_s) (B - B_s).
    private double integrate(int from, int to, int c, double h, double[] moment) {
        java.util.Arrays.fill(moment, 0);
        double drift = 0;
        double start = statistics.sumL[from][c] + statistics.sumS[from][c];
        for (int i = from; i <= to; i++) {
            double kernel = Math.exp(statistics.sumL[i][c] + statistics.sumS[i][c] - start)
                    * statistics.spacing()
                    * (i == from || i == to ? 0.5 : 1);
            drift += kernel * (statistics.sumB[i][c] - statistics.sumB[from][c]);
            double r = (i - from) * statistics.spacing() / h;
            for (int k = 0; k < moment.length; k++) {
                moment[k] += kernel;
                kernel *= r;
            }
        }
        return drift * Math.exp(statistics.sumS[from][c]);
    }
}
