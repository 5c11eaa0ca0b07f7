package org.integrand.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.method.Method;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.method.adams.Adams;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.method.explicit.ExplicitRungeKutta;
import org.integrand.engine.method.extrapolation.GraggBulirschStoer;
import org.integrand.engine.method.stabilised.Rkc2;
import org.integrand.engine.method.stiff.StiffMethods;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.solve.Solver;

/// A method of any family for a plain problem, for claims about all of them.
public record AnyMethod(
        String name, int order, boolean implicit, Function<InitialValueProblem<double[]>, Solver<double[]>> solver) {
    static AnyMethod of(Method method) {
        return new AnyMethod(method.name(), method.order(), false, problem -> Solver.of(problem, method));
    }

    static AnyMethod of(StiffMethod method) {
        return new AnyMethod(method.name(), method.order(), true, problem -> Solver.of(problem, method));
    }

    /// The same with the structure of the Jacobian.
    static AnyMethod of(StiffMethod method, String structure, Jacobian jacobian) {
        return new AnyMethod(
                method.name() + " " + structure, method.order(), true, problem -> Solver.of(problem, method, jacobian));
    }

    /// All that estimate their error.
    public static List<AnyMethod> adaptive() {
        List<AnyMethod> all = new ArrayList<>();
        for (var method : ExplicitMethods.all()) if (method.estimatesError()) all.add(of(method));
        for (var method : List.of(GraggBulirschStoer.GBS, Adams.ADAMS, Rkc2.RKC2)) all.add(of(method));
        for (var method : StiffMethods.all()) all.add(of(method));
        return all;
    }

    /// All, also those for fixed steps only.
    public static List<AnyMethod> all() {
        List<AnyMethod> all = new ArrayList<>(adaptive());
        for (ExplicitRungeKutta method : ExplicitMethods.all()) if (!method.estimatesError()) all.add(of(method));
        return all;
    }

    /// Whether it takes too many steps at tight tolerances.
    public boolean low() {
        return order < 4;
    }

    /// A solver with the method's defaults.
    public Solver<double[]> on(InitialValueProblem<double[]> problem) {
        return solver.apply(problem);
    }

    @Override
    public String toString() {
        return name;
    }
}
