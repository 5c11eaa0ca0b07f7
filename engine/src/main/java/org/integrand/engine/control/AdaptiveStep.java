package org.integrand.engine.control;

/// Error control as a digital filter. After an accepted step with error e_n (1 = just good enough)
///
/// h_{n+1} = h_n safety e_n^(-beta1/k) e_{n-1}^(-beta2/k) e_{n-2}^(-beta3/k),
///
/// k the order of the error estimate, the factor kept within `shrink ... grow`. A rejected step is tried again
/// with the elementary factor safety e^(-1/k), at least `shrink`; a step that is not finite with `shrink`; the
/// step after a rejection does not grow. Errors enter the history as at least 1e-4, so that one lucky step has
/// no long echo.
///
/// Sources: G. Soderlind, "Digital filters in adaptive time-stepping", ACM TOMS 29 (2003); for PI control, E.
/// Hairer, S. P. Norsett, G. Wanner, "Solving Ordinary Differential Equations I", II.4, with the constants of
/// the authors' code DOPRI5. Exponentials and logarithms are those of StrictMath: equal problems take equal
/// steps on every machine.
///
/// @param beta1 weight of this step's error, > 0
/// @param beta2 weight of the error before
/// @param beta3 weight of the error before that
/// @param safety 0 ... 1: aims at less than the allowed error, so that fewer steps are rejected
/// @param shrink smallest factor, 0 ... 1
/// @param grow largest factor, at least 1
/// @param initialStep length of the first step; 0: chosen from field and tolerance
/// @param minStep shortest step, at least 0; a step of this length that is not good enough ends the solve
/// @param maxStep longest step
public record AdaptiveStep(
        double beta1,
        double beta2,
        double beta3,
        double safety,
        double shrink,
        double grow,
        double initialStep,
        double minStep,
        double maxStep)
        implements StepSizeController<Object> {
    static final AdaptiveStep ELEMENTARY = with(1, 0, 0);
    static final AdaptiveStep PI = with(0.85, -0.2, 0);
    static final AdaptiveStep PID = with(1 / 18.0, 1 / 9.0, 1 / 18.0);

    public AdaptiveStep {
        require(beta1 > 0 && beta1 <= 2, "beta1", beta1, "a number > 0, at most 2");
        require(Math.abs(beta2) <= 2, "beta2", beta2, "a number of -2 ... 2");
        require(Math.abs(beta3) <= 2, "beta3", beta3, "a number of -2 ... 2");
        require(safety > 0 && safety <= 1, "safety factor", safety, "a number > 0, at most 1");
        require(shrink > 0 && shrink < 1, "smallest factor", shrink, "a number between 0 and 1");
        require(grow >= 1, "largest factor", grow, "at least 1");
        require(initialStep >= 0, "initial step", initialStep, "a length > 0, or 0 for an automatic one");
        require(minStep >= 0 && minStep < Double.POSITIVE_INFINITY, "smallest step", minStep, "a finite length >= 0");
        require(
                maxStep > 0 && maxStep >= minStep,
                "largest step",
                maxStep,
                "a length > 0, not below the smallest step");
    }

    /// A filter with these weights, safety 0.9, factors 0.2 ... 10 and no bounds on the step.
    public static AdaptiveStep with(double beta1, double beta2, double beta3) {
        return new AdaptiveStep(beta1, beta2, beta3, 0.9, 0.2, 10, 0, 0, Double.POSITIVE_INFINITY);
    }

    /// With another safety factor.
    public AdaptiveStep safety(double factor) {
        return new AdaptiveStep(beta1, beta2, beta3, factor, shrink, grow, initialStep, minStep, maxStep);
    }

    /// With other bounds on the change of the step.
    public AdaptiveStep factors(double smallest, double largest) {
        return new AdaptiveStep(beta1, beta2, beta3, safety, smallest, largest, initialStep, minStep, maxStep);
    }

    /// With a given first step.
    public AdaptiveStep startingWith(double length) {
        return new AdaptiveStep(beta1, beta2, beta3, safety, shrink, grow, length, minStep, maxStep);
    }

    /// With bounds on the step.
    public AdaptiveStep steps(double shortest, double longest) {
        return new AdaptiveStep(beta1, beta2, beta3, safety, shrink, grow, initialStep, shortest, longest);
    }

    @Override
    public boolean needsErrorEstimate() {
        return true;
    }

    @Override
    public Steering<Object> begin(Course course) {
        return new AdaptiveSteering(this, course);
    }

    private static void require(boolean holds, String what, double value, String expected) {
        if (!holds) throw new IllegalArgumentException(what + " " + value + ": expected " + expected);
    }
}
