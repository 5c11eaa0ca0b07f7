package org.integrand.engine.method.stabilised;

import org.integrand.engine.method.Method;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.space.Tolerance;

/// Runge-Kutta-Chebyshev method of order 2 for moderately stiff problems whose df/dy has eigenvalues near the
/// negative real axis, such as diffusion: explicit, no linear systems, any space of states. A step with s
/// stages is stable while h times the spectral radius of df/dy is at most about 0.65 (s^2 - 1), so the work
/// grows with the square root of the stiffness only. The spectral radius is found by a power iteration with
/// difference quotients, again every 25 steps and after a rejection. Not for oscillating stiff problems: the
/// stable region hugs the axis.
///
/// Source: B. P. Sommeijer, L. F. Shampine, J. G. Verwer, "RKC: an explicit solver for parabolic PDEs", J.
/// Comput. Appl. Math. 88 (1998).
public final class Rkc2 implements Method {
    /// The method; it has no choices.
    public static final Rkc2 RKC2 = new Rkc2();

    private Rkc2() {}

    @Override
    public String name() {
        return "rkc2";
    }

    @Override
    public int order() {
        return 2;
    }

    @Override
    public int errorOrder() {
        return 3;
    }

    @Override
    public <Y> Stepper<Y> begin(InitialValueProblem<Y> problem, Tolerance tolerance) {
        return new RkcStepper<>(problem, tolerance);
    }

    @Override
    public String toString() {
        return name();
    }
}
