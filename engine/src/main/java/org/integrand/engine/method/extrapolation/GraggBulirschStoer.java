package org.integrand.engine.method.extrapolation;

import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.method.Method;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.space.Tolerance;

/// The Gragg-Bulirsch-Stoer method: the explicit midpoint rule with 2, 4, 6, ... substeps, smoothed at its end
/// and extrapolated to h = 0 in powers of h^2. With k of these rows a step has order 2 k; rows and step are
/// chosen together so that the work for a unit of time is least. For smooth problems to high accuracy.
///
/// It brings its own steps ([StepSizeController#ofMethod], its default). Under a fixed step or a grid the
/// number of rows still follows its own estimates.
///
/// Sources: W. B. Gragg, "On extrapolation algorithms for ordinary initial value problems", SIAM J. Numer.
/// Anal. 2 (1965); R. Bulirsch, J. Stoer, Numer. Math. 8 (1966); P. Deuflhard, "Order and stepsize control in
/// extrapolation methods", Numer. Math. 41 (1983); E. Hairer, S. P. Norsett, G. Wanner, "Solving Ordinary
/// Differential Equations I", II.9. Dense output: see `CentredPolynomial`; it costs about as much as the step
/// again, only in steps where somebody looks between the ends.
public final class GraggBulirschStoer implements Method {
    /// With up to nine rows.
    public static final GraggBulirschStoer GBS = new GraggBulirschStoer();

    private GraggBulirschStoer() {}

    @Override
    public String name() {
        return "gbs";
    }

    /// The highest order, 18.
    @Override
    public int order() {
        return 2 * Extrapolation.MOST_ROWS;
    }

    /// Of a step of three rows.
    @Override
    public int errorOrder() {
        return 5;
    }

    @Override
    public StepSizeController<Object> controller() {
        return StepSizeController.ofMethod();
    }

    @Override
    public <Y> Stepper<Y> begin(InitialValueProblem<Y> problem, Tolerance tolerance) {
        return new GbsStepper<>(problem, tolerance);
    }

    @Override
    public String toString() {
        return name();
    }
}
