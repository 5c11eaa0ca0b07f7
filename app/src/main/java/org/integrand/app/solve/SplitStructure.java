package org.integrand.app.solve;

import org.integrand.engine.problem.SplitProblem;
import org.integrand.expression.system.EquationSystem;
import org.integrand.expression.system.Split;

/// f + g, where the job names what is stiff.
record SplitStructure() implements Structure<SplitProblem> {
    @Override
    public boolean usesJacobian() {
        return true;
    }

    @Override
    public EquationSystem arranged(SolveJob job, EquationSystem written) {
        if (job.split().isEmpty())
            throw new IllegalArgumentException("method " + job.method().orElse("")
                    + " needs split: expected what is stiff, as in split: {stiff: [eps]}");
        return job.jacobian() instanceof JacobianSpec.Auto ? ExactJacobian.arranged(written) : written;
    }

    @Override
    public SplitProblem of(JobEquations equations) {
        var split = Split.of(
                equations.system(),
                "split.stiff",
                equations.job().split().orElseThrow().stiff());
        return new SplitProblem(
                equations.of(split.chosen().field()::evaluate),
                split.rest().field()::evaluate,
                new SplitProblem.ByNewton(equations.jacobianOf(split.chosen())));
    }
}
