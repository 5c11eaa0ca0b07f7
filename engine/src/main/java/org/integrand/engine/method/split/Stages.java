package org.integrand.engine.method.split;

import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.method.implicit.NewtonStages;
import org.integrand.engine.method.implicit.StageSolver;
import org.integrand.engine.problem.SplitProblem;
import org.integrand.engine.problem.SplitProblem.ByNewton;
import org.integrand.engine.problem.SplitProblem.InClosedForm;
import org.integrand.engine.problem.SplitProblem.Resolvent;
import org.integrand.engine.space.ErrorScale;

/// Who solves the implicit stages of a split problem.
final class Stages {
    private Stages() {}

    static StageSolver of(SplitProblem problem, ErrorScale errors) {
        var stiff = problem.stiffPart();
        int n = stiff.space().dimension();
        return switch (problem.implicit()) {
            case ByNewton(Jacobian jacobian) -> new NewtonStages(stiff.field(), jacobian.system(stiff), errors, n);
            case InClosedForm(Resolvent resolvent) -> new ClosedFormStages(resolvent, n);
        };
    }
}
