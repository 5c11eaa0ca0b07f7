package org.integrand.engine.method.split;

import java.util.List;
import org.integrand.engine.method.StructuredMethod;
import org.integrand.engine.problem.SplitProblem;

/// The implicit-explicit methods of the engine, for y' = f(t, y) + g(t, y) with a stiff g. All are
/// L-stable in g, estimate their error, and stay accurate when g relaxes ever faster.
public final class ImexMethods {
    /// Order 2, two implicit stages, the last one is the solution: robust at loose tolerances.
    /// ARS(2,2,2) of U. M. Ascher, S. J. Ruuth, R. J. Spiteri, "Implicit-explicit Runge-Kutta methods
    /// for time-dependent partial differential equations", Appl. Numer. Math. 25 (1997).
    public static final StructuredMethod<SplitProblem> ARS222 = new Additive(AdditiveTables.ars222());

    /// Order 3(2), three implicit stages: ARK3(2)4L\[2\]SA of C. A. Kennedy, M. H. Carpenter, "Additive
    /// Runge-Kutta schemes for convection-diffusion-reaction equations", Appl. Numer. Math. 44 (2003).
    public static final StructuredMethod<SplitProblem> KENCARP3 = new Additive(KenCarpExplicit.three());

    /// Order 4(3), five implicit stages: ARK4(3)6L\[2\]SA of the same paper.
    public static final StructuredMethod<SplitProblem> KENCARP4 = new Additive(KenCarpExplicit.four());

    /// Order 5(4), seven implicit stages: ARK5(4)8L\[2\]SA of the same paper.
    public static final StructuredMethod<SplitProblem> KENCARP5 = new Additive(KenCarpExplicit.five());

    /// Order 2, one implicit stage and one evaluation of f a step, of variable step. See [ImexBdf2].
    public static final StructuredMethod<SplitProblem> BDF2 = new ImexBdf2();

    private ImexMethods() {}

    /// All of them.
    public static List<StructuredMethod<SplitProblem>> all() {
        return List.of(ARS222, KENCARP3, KENCARP4, KENCARP5, BDF2);
    }
}
