package org.integrand.engine.method.stiff;

import java.util.List;
import java.util.stream.Stream;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.method.bdf.Bdf;
import org.integrand.engine.method.implicit.Esdirk;
import org.integrand.engine.method.implicit.Radau5;

/// The methods of the engine for stiff problems; [Esdirk] has six more. All estimate their error and can choose
/// their steps.
public final class StiffMethods {
    /// Rosenbrock, orders 4(3), six stages: robust at loose tolerances.
    public static final StiffMethod RODAS4 = new Rosenbrock(Rodas4.TABLEAU);

    /// Rosenbrock, orders 5(4), eight stages: the one to try first at up to some hundred components.
    public static final StiffMethod RODAS5P = new Rosenbrock(Rodas5P.TABLEAU);

    /// Tsit5 (DOP853 where the tolerance is tight) or Rodas5P, whichever the problem asks for at the time: for a
    /// problem one knows nothing about.
    public static final StiffMethod AUTO = new Auto();

    /// Backward differentiation of variable order 1 ... 5: the one for large systems and expensive fields, to
    /// moderate accuracy.
    public static final StiffMethod BDF = Bdf.BDF;

    /// Collocation of order 5, three stages at once: for the stiffest problems and tight tolerances.
    public static final StiffMethod RADAU5 = Radau5.RADAU5;

    private StiffMethods() {}

    /// All of them.
    public static List<StiffMethod> all() {
        return Stream.concat(Stream.of(RODAS4, RODAS5P, AUTO, BDF, RADAU5), Esdirk.all().stream())
                .toList();
    }
}
