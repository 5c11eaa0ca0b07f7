package org.integrand.engine.method.stiff;

import java.util.List;
import org.integrand.engine.method.StiffMethod;

/// The methods of the engine for stiff problems. All estimate their error and can choose their steps.
public final class StiffMethods {
    /// Rosenbrock, orders 4(3), six stages: robust at loose tolerances.
    public static final StiffMethod RODAS4 = new Rosenbrock(Rodas4.TABLEAU);

    /// Rosenbrock, orders 5(4), eight stages: the one to try first at up to some hundred components.
    public static final StiffMethod RODAS5P = new Rosenbrock(Rodas5P.TABLEAU);

    /// Tsit5 or Rodas5P, whichever the problem asks for at the time: for a problem one knows nothing about.
    public static final StiffMethod AUTO = new Auto();

    private StiffMethods() {}

    /// All of them.
    public static List<StiffMethod> all() {
        return List.of(RODAS4, RODAS5P, AUTO);
    }
}
