package org.integrand.engine.control;

/// Chooses the steps of a solve: [FixedStep], [Grid], [AdaptiveStep] here, a learned policy elsewhere.
///
/// A controller is a value; what it remembers of one solve lives in the [Steering] it begins.
///
/// @param <Y> the states it wants to see; `Object` when it looks at none
@FunctionalInterface
public interface StepSizeController<Y> {
    /// Begins to steer one solve.
    Steering<Y> begin(Course course);

    /// Whether it judges by the method's error estimate, so that a method without one is refused.
    default boolean needsErrorEstimate() {
        return false;
    }

    /// Steps of `step` > 0, the last one shorter where needed.
    static FixedStep fixed(double step) {
        return new FixedStep(step);
    }

    /// Exactly these times, the first and the last being the problem's.
    static Grid grid(double... times) {
        return Grid.of(times);
    }

    /// Elementary control: each step looks at its own error only.
    static AdaptiveStep elementary() {
        return AdaptiveStep.ELEMENTARY;
    }

    /// Proportional-integral control: looks at two errors; the default.
    static AdaptiveStep pi() {
        return AdaptiveStep.PI;
    }

    /// Proportional-integral-derivative control: looks at three errors.
    static AdaptiveStep pid() {
        return AdaptiveStep.PID;
    }

    /// The steps that the method asks for: the default of methods that choose order and step together.
    static MethodStep ofMethod() {
        return MethodStep.DEFAULT;
    }

    /// Predictive control with a dead zone: the default of implicit Runge-Kutta methods.
    static PredictiveStep predictive() {
        return PredictiveStep.DEFAULT;
    }
}
