package org.integrand.engine.method.exponential;

import java.util.List;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.method.StructuredMethod;
import org.integrand.engine.problem.SemilinearProblem;

/// The exponential integrators of the engine. Those for a semilinear problem y' = L y + N(t, y) take L
/// as it is; the Rosenbrock ones take any stiff problem and linearize it in every step. All estimate
/// their error.
public final class ExponentialMethods {
    /// Order 1, one evaluation of N a step: y + h phi_1(h L) (L y + N), the exponential Euler method.
    public static final StructuredMethod<SemilinearProblem> ETD1 = new ExponentialRungeKutta(ExponentialTables.etd1());

    /// Order 2, two stages. S. M. Cox, P. C. Matthews, "Exponential time differencing for stiff
    /// systems", J. Comput. Phys. 176 (2002).
    public static final StructuredMethod<SemilinearProblem> ETDRK2 =
            new ExponentialRungeKutta(ExponentialTables.etdrk2());

    /// Order 4, four stages; the same paper. A.-K. Kassam, L. N. Trefethen, "Fourth-order time-stepping
    /// for stiff PDEs", SIAM J. Sci. Comput. 26 (2005), found it the best of its kind.
    public static final StructuredMethod<SemilinearProblem> ETDRK4 =
            new ExponentialRungeKutta(ExponentialTables.etdrk4());

    /// Order 4, four stages, of higher order than ETDRK4 where N feels L: S. Krogstad, "Generalized
    /// integrating factor methods for stiff PDEs", J. Comput. Phys. 203 (2005).
    public static final StructuredMethod<SemilinearProblem> KROGSTAD4 =
            new ExponentialRungeKutta(ExponentialTables.krogstad4());

    /// Order 2: the exponential Rosenbrock-Euler method, whose error is estimated by the next.
    public static final StiffMethod ROSENBROCK_EULER = new ExponentialRosenbrock(false);

    /// Order 3, the exponential Rosenbrock method exprb32, two stages, with the Rosenbrock-Euler method
    /// embedded.
    public static final StiffMethod EXPRB32 = new ExponentialRosenbrock(true);

    private ExponentialMethods() {}

    /// Those for semilinear problems.
    public static List<StructuredMethod<SemilinearProblem>> semilinear() {
        return List.of(ETD1, ETDRK2, ETDRK4, KROGSTAD4);
    }

    /// Those for any stiff problem.
    public static List<StiffMethod> stiff() {
        return List.of(ROSENBROCK_EULER, EXPRB32);
    }
}
