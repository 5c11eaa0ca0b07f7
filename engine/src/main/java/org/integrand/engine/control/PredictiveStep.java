package org.integrand.engine.control;

/// Error control for stiff methods: predicts the error of the next step from the last two, and leaves the step as it is
/// unless the change is worth a new factorization. After an accepted step with error e_n (1 = just good enough)
///
/// h_{n+1} = h_n safety min(e_n^(-1/k), (h_n / h_{n-1}) (e_{n-1} / e_n^2)^(1/k)),
///
/// k the order of the error estimate, the factor kept within `shrink ... grow`; factors of 1 ... `keep` are taken as 1.
/// A rejected step is tried again with safety e^(-1/k), one without a solution with half its length.
///
/// Source: K. Gustafsson, "Control-theoretic techniques for stepsize selection in implicit Runge-Kutta methods", ACM
/// TOMS
/// 20 (1994); E. Hairer, G. Wanner, "Solving Ordinary Differential Equations II", IV.8, with the constants given there.
///
/// @param safety      0 ... 1: aims at less than the allowed error
/// @param shrink      smallest factor, 0 ... 1
/// @param grow        largest factor, at least 1
/// @param keep        growth that is not worth a factorization, at least 1
/// @param initialStep length of the first step; 0: chosen from field and tolerance
/// @param maxStep     longest step
public record PredictiveStep(double safety, double shrink, double grow, double keep, double initialStep, double maxStep)
        implements StepSizeController<Object> {
    static final PredictiveStep DEFAULT = new PredictiveStep(0.9, 0.2, 8, 1.2, 0, Double.POSITIVE_INFINITY);

    public PredictiveStep {
        require(safety > 0 && safety <= 1, "safety factor", safety, "a number > 0, at most 1");
        require(shrink > 0 && shrink < 1, "smallest factor", shrink, "a number between 0 and 1");
        require(grow >= 1, "largest factor", grow, "at least 1");
        require(keep >= 1, "factor to ignore", keep, "at least 1");
        require(
                initialStep >= 0 && initialStep < Double.POSITIVE_INFINITY,
                "initial step",
                initialStep,
                "a length > 0, or 0 for an automatic one");
        require(maxStep > 0, "largest step", maxStep, "a length > 0");
    }

    /// With a given first step.
    public PredictiveStep startingWith(double length) {
        return new PredictiveStep(safety, shrink, grow, keep, length, maxStep);
    }

    /// With no step longer than this.
    public PredictiveStep atMost(double longest) {
        return new PredictiveStep(safety, shrink, grow, keep, initialStep, longest);
    }

    @Override
    public boolean needsErrorEstimate() {
        return true;
    }

    @Override
    public Steering<Object> begin(Course course) {
        return new PredictiveSteering(this, course);
    }

    private static void require(boolean holds, String what, double value, String expected) {
        if (!holds) throw new IllegalArgumentException(what + " " + value + ": expected " + expected);
    }
}
