package org.integrand.testkit;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// The measured order of a method: error(h) = C h^order for small h.
public final class Convergence {
    private Convergence() {}

    /// What was measured: `order` is the least-squares slope of log error against log h over all steps, `last`
    /// the slope between the two smallest steps, which asymptotics favour until rounding takes over.
    public record Order(double order, double last, String measured) {
        @Override
        public String toString() {
            return "order " + order + " (last " + last + "; " + measured + ")";
        }
    }

    /// Least-squares slope of log errorOfH(h) against log h.
    ///
    /// @param errorOfH the positive, finite error made with step h
    /// @param hs       at least two different steps, largest first
    /// @throws AssertionError when an error is zero or not finite: no slope can be claimed then
    public static double order(DoubleUnaryOperator errorOfH, double... hs) {
        return measure(errorOfH, hs).order();
    }

    /// As [#order], with everything that was measured.
    public static Order measure(DoubleUnaryOperator errorOfH, double... hs) {
        if (hs.length < 2) throw new IllegalArgumentException(hs.length + " steps: expected at least 2");
        int n = hs.length;
        double[] errors = new double[n];
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            errors[i] = errorOfH.applyAsDouble(hs[i]);
            if (!(errors[i] > 0) || !Double.isFinite(errors[i]))
                throw new AssertionError("error " + errors[i] + " at h = " + hs[i] + ": expected positive and finite");
            x[i] = Math.log(hs[i]);
            y[i] = Math.log(errors[i]);
        }
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < n; i++) {
            covariance += (x[i] - meanX) * (y[i] - meanY);
            variance += (x[i] - meanX) * (x[i] - meanX);
        }
        double last = (y[n - 1] - y[n - 2]) / (x[n - 1] - x[n - 2]);
        return new Order(
                covariance / variance, last, "steps " + Arrays.toString(hs) + ", errors " + Arrays.toString(errors));
    }
}
