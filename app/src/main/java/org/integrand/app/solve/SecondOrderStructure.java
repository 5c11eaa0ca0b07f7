package org.integrand.app.solve;

import java.util.Arrays;
import org.integrand.engine.problem.SecondOrderProblem;
import org.integrand.expression.system.EquationSystem;

/// q' = v, v' = a(t, q), as the equations show it.
record SecondOrderStructure() implements Structure<SecondOrderProblem> {
    @Override
    public boolean usesJacobian() {
        return false;
    }

    @Override
    public EquationSystem arranged(SolveJob job, EquationSystem written) {
        var halves = HalvesStructure.halves(job, written);
        if (!halves.isVelocity())
            throw new IllegalArgumentException("method " + job.method().orElse("")
                    + " needs positions and velocities, as in x' = v, v' = -x: expected equations of this kind");
        return halves.system();
    }

    @Override
    public SecondOrderProblem of(JobEquations equations) {
        var halves = HalvesStructure.halves(equations.job(), equations.system());
        int n = halves.size();
        double[] y0 = equations.system().initial();
        return SecondOrderProblem.of(
                HalvesStructure.half(halves.force(), n, 0),
                equations.from(),
                equations.to(),
                Arrays.copyOf(y0, n),
                Arrays.copyOfRange(y0, n, 2 * n));
    }
}
