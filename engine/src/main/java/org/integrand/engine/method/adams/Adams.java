package org.integrand.engine.method.adams;

import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.method.Method;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.space.Tolerance;

/// Adams methods of variable order 1 ... 12 and variable step, as predictor and corrector: two evaluations of
/// the field a step, whatever the order. For problems that are not stiff, with an expensive field.
///
/// With k past slopes: predict by Adams-Bashforth of order k, evaluate, correct by Adams-Moulton of order k +
/// 1, evaluate (PECE). Any step may follow any other: the coefficients are those of the actual times. It starts
/// with order 1 and a short step, doubles the step and raises the order while the error allows.
///
/// It brings its own steps ([StepSizeController#ofMethod], its default). Under a fixed step or a grid the order
/// still follows its own estimates.
///
/// Sources: L. F. Shampine, M. K. Gordon, "Computer Solution of Ordinary Differential Equations" (1975); F. T.
/// Krogh, in Lecture Notes in Mathematics 362 (1974); E. Hairer, S. P. Norsett, G. Wanner, "Solving Ordinary
/// Differential Equations I", III.5 and III.7.
///
/// @param order the largest number of past slopes, 1 ... 12
public record Adams(int order) implements Method {
    /// Orders up to 12.
    public static final Adams ADAMS = new Adams(History.MOST_ORDER);

    public Adams {
        if (order < 1 || order > History.MOST_ORDER)
            throw new IllegalArgumentException("order " + order + ": expected 1 ... " + History.MOST_ORDER);
    }

    @Override
    public String name() {
        return "adams";
    }

    /// Of the first step.
    @Override
    public int errorOrder() {
        return 2;
    }

    @Override
    public StepSizeController<Object> controller() {
        return StepSizeController.ofMethod();
    }

    @Override
    public <Y> Stepper<Y> begin(InitialValueProblem<Y> problem, Tolerance tolerance) {
        return new AdamsStepper<>(order, problem, tolerance);
    }

    @Override
    public String toString() {
        return name();
    }
}
