package org.integrand.engine.method.lie;

import java.util.List;
import org.integrand.engine.method.StructuredMethod;
import org.integrand.engine.method.explicit.ButcherTableau;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.problem.LieProblem;

/// The methods of this package, by name. The solution stays in the group to rounding with every one.
public final class LieMethods {
    /// Y+ = e^(h A(t, Y)) Y, order 1.
    public static final ExponentialProduct LIE_EULER = new ExponentialProduct(
            "lie-euler", 1, _ -> (t, h, y, first, v) -> Workshop.combine(h, first, 0, first, v[0]));

    /// Three stages and exponentials of single stages, order 3. Source: P. E. Crouch, R. Grossman,
    /// "Numerical integration of ordinary differential equations on manifolds", J. Nonlinear Sci. 3
    /// (1993).
    public static final ExponentialProduct CG3 = new ExponentialProduct("cg3", 3, CrouchGrossman3::new);

    /// Four stages, five exponentials, order 4. Source: E. Celledoni, A. Marthinsen, B. Owren,
    /// "Commutator-free Lie group methods", Future Gener. Comput. Syst. 19 (2003).
    public static final ExponentialProduct CF4 = new ExponentialProduct("cf4", 4, CommutatorFree4::new);

    /// The classical Runge-Kutta method, order 4, with an embedded one of order 3 that takes the slope
    /// at the end for the last stage: adaptive with four evaluations a step.
    public static final RungeKuttaMuntheKaas RKMK4 = RungeKuttaMuntheKaas.of(
            "rkmk4",
            ButcherTableau.named("rkmk4")
                    .row(1 / 2.0, 1 / 2.0)
                    .row(1 / 2.0, 0, 1 / 2.0)
                    .row(1, 0, 0, 1)
                    .row(1, 1 / 6.0, 1 / 3.0, 1 / 3.0, 1 / 6.0)
                    .embedded(1 / 6.0, 1 / 3.0, 1 / 3.0, 0, 1 / 6.0)
                    .orders(4, 3)
                    .build());

    /// The pair of Dormand and Prince, orders 5(4): adaptive with six evaluations a step.
    public static final RungeKuttaMuntheKaas RKMK5 = RungeKuttaMuntheKaas.of("rkmk5", ExplicitMethods.DP5.tableau());

    /// Midpoint rule, order 2.
    public static final Magnus MAGNUS2 = new Magnus("magnus2", 2, MagnusScheme.Kind.MIDPOINT);

    /// Two Gauss nodes, one commutator, order 4.
    public static final Magnus MAGNUS4 = new Magnus("magnus4", 4, MagnusScheme.Kind.FOUR);

    /// Three Gauss nodes, three commutators, order 6.
    public static final Magnus MAGNUS6 = new Magnus("magnus6", 6, MagnusScheme.Kind.SIX);

    /// Two Gauss nodes, two exponentials, no commutator, order 4. Source: S. Blanes, P. C. Moan,
    /// "Fourth- and sixth-order commutator-free Magnus integrators for linear and non-linear dynamical
    /// systems", Appl. Numer. Math. 56 (2006).
    public static final Magnus CF_MAGNUS4 = new Magnus("cf-magnus4", 4, MagnusScheme.Kind.COMMUTATOR_FREE);

    private LieMethods() {}

    /// Those for A(t, Y), by order.
    public static List<StructuredMethod<LieProblem>> general() {
        return List.of(LIE_EULER, CG3, CF4, RKMK4, RKMK5);
    }

    /// Those for A(t), by order.
    public static List<Magnus> linear() {
        return List.of(MAGNUS2, MAGNUS4, CF_MAGNUS4, MAGNUS6);
    }
}
