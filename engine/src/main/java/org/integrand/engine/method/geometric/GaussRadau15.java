package org.integrand.engine.method.geometric;

import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.StructuredMethod;
import org.integrand.engine.problem.SecondOrderProblem;
import org.integrand.engine.space.Tolerance;

/// Gauss-Radau quadrature of order 15 for q'' = a(t, q): the acceleration over a step is the polynomial
/// of degree 7 through its values at the eight Radau nodes, found by a few sweeps of prediction and
/// correction until they change nothing but rounding; sums are compensated, from step to step. The
/// energy error of long runs is a random walk of rounding errors (Brouwer's law). Symmetric up to
/// rounding, not symplectic; adaptive; dense output of its own (order 8 in q).
///
/// It chooses its own steps ([StepSizeController#ofMethod]), as long as the acceleration is smooth:
/// from its derivatives at the end of a step, for each body the longer of the lengths of Pham, Rein &
/// Spiegel 2024 and of Aarseth 1985, the former alone stalls where the acceleration of one body
/// vanishes. A step is rejected when the next one would be shorter than a quarter of it. `epsilon` is
/// what the last terms of the polynomial may contribute; the solver's tolerance only chooses the first
/// step.
///
/// Source: E. Everhart, "An efficient integrator that uses Gauss-Radau spacings", IAU Coll. 83 (1985);
/// H. Rein, D. S. Spiegel, "IAS15: a fast, adaptive, high-order integrator for gravitational dynamics,
/// accurate to machine precision over a billion orbits", MNRAS 446 (2015); D. Pham, H. Rein, D. S.
/// Spiegel, "A new timestep criterion for N-body simulations", Open J. Astrophys. 7 (2024).
///
/// @param epsilon   > 0, below 1; 1e-9 makes truncation errors smaller than rounding
/// @param perBody   components of q that belong to one body, 0 for all
public record GaussRadau15(double epsilon, int perBody) implements StructuredMethod<SecondOrderProblem> {
    public GaussRadau15 {
        if (!(epsilon > 0 && epsilon < 1))
            throw new IllegalArgumentException("epsilon " + epsilon + ": expected a number between 0 and 1");
        if (perBody < 0)
            throw new IllegalArgumentException(
                    "components per body " + perBody + ": expected at least 1, or 0 for one body");
    }

    /// With all components of q as one body.
    public static GaussRadau15 of(double epsilon) {
        return new GaussRadau15(epsilon, 0);
    }

    /// For bodies of `components` successive components of q each: the body that needs the shortest
    /// step decides.
    public GaussRadau15 bodies(int components) {
        return new GaussRadau15(epsilon, components);
    }

    @Override
    public String name() {
        return "gauss-radau15";
    }

    @Override
    public int order() {
        return 15;
    }

    @Override
    public int errorOrder() {
        return 7;
    }

    @Override
    public StepSizeController<Object> controller() {
        return StepSizeController.ofMethod();
    }

    /// @throws IllegalArgumentException when q has not a whole number of bodies
    @Override
    public Stepper<double[]> begin(SecondOrderProblem problem, Tolerance tolerance) {
        int n = problem.halfDimension();
        int size = perBody == 0 ? n : perBody;
        if (n % size != 0)
            throw new IllegalArgumentException(
                    size + " components per body of " + n + " components: expected a divisor of them");
        return new RadauStepper(problem, epsilon, size);
    }
}
