package org.integrand.diffusion.schedule;

/// How noisy time t is: x_t = alpha_t x_0 + sigma_t eps with eps ~ N(0, I). lambda = ln(alpha / sigma)
/// decreases in t.
///
/// The formulas (`logAlpha`, `sigma`, `lambda`, `time`, ...) extrapolate beyond the range as far as they
/// are defined; [#at], which plans are made from, refuses a time outside `tMin ... tMax`. Implementations
/// are immutable.
public interface NoiseSchedule {
    /// ln alpha_t.
    double logAlpha(double t);

    /// sigma_t. Variance preserving unless overridden: sqrt(1 - alpha^2) as sqrt(-expm1(2 ln alpha)), exact
    /// also where alpha is near 1.
    default double sigma(double t) {
        return Math.sqrt(-Math.expm1(2 * logAlpha(t)));
    }

    /// The time at which half the log signal-to-noise ratio is `lambda`: the inverse of [#lambda].
    double time(double lambda);

    /// The lambdas strictly between two, in increasing order, where [#time] is not smooth: a quadrature in
    /// lambda divides its interval there.
    default double[] knots(double low, double high) {
        return new double[0];
    }

    /// Smallest time of the schedule.
    double tMin();

    /// Largest time of the schedule, T.
    double tMax();

    default double alpha(double t) {
        return Math.exp(logAlpha(t));
    }

    /// Half log signal-to-noise ratio, ln(alpha_t / sigma_t).
    default double lambda(double t) {
        return logAlpha(t) - Math.log(sigma(t));
    }

    /// sigma_t / alpha_t = e^-lambda.
    default double rho(double t) {
        return sigma(t) / alpha(t);
    }

    /// The noise level at t.
    /// @throws IllegalArgumentException when t lies outside `tMin ... tMax`
    default NoiseLevel at(double t) {
        requireInside(t);
        return new NoiseLevel(t, alpha(t), sigma(t));
    }

    /// The noise level of half a log signal-to-noise ratio, of the nearest one beyond the ends.
    default NoiseLevel atLambda(double lambda) {
        return at(Math.clamp(time(lambda), tMin(), tMax()));
    }

    /// @throws IllegalArgumentException when t lies outside `tMin ... tMax`
    default void requireInside(double t) {
        if (!(t >= tMin() && t <= tMax()))
            throw new IllegalArgumentException(
                    "t " + t + ": expected " + tMin() + " ... " + tMax() + ", where " + this + " is defined");
    }
}
