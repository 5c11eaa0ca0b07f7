package org.integrand.app.solve;

import java.util.Arrays;
import org.integrand.engine.problem.PartitionedProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.expression.CompiledFormulas;
import org.integrand.expression.system.EquationSystem;
import org.integrand.expression.system.Halves;

/// q' = v(t, p), p' = f(t, q), as the equations show it.
record HalvesStructure() implements Structure<PartitionedProblem> {
    @Override
    public boolean usesJacobian() {
        return false;
    }

    @Override
    public EquationSystem arranged(SolveJob job, EquationSystem written) {
        return halves(job, written).system();
    }

    static Halves halves(SolveJob job, EquationSystem system) {
        return Halves.of(system)
                .orElseThrow(() -> new IllegalArgumentException("method "
                        + job.method().orElse("")
                        + " needs two halves of the variables that drive each other only, as in x' = v, v' = -x: expected"
                        + " equations of this kind, or a method for all such as dop853"));
    }

    @Override
    public PartitionedProblem of(JobEquations equations) {
        var halves = halves(equations.job(), equations.system());
        int n = halves.size();
        double[] y0 = equations.system().initial();
        double[] q0 = Arrays.copyOf(y0, n);
        double[] p0 = Arrays.copyOfRange(y0, n, 2 * n);
        var force = half(halves.force(), n, 0);
        return halves.isVelocity()
                ? PartitionedProblem.of(force, equations.from(), equations.to(), q0, p0)
                : PartitionedProblem.of(half(halves.velocity(), n, n), force, equations.from(), equations.to(), q0, p0);
    }

    /// Rows that read one half of the state (q, p) only, the one at `place`.
    static VectorField<double[]> half(CompiledFormulas rows, int n, int place) {
        double[] state = new double[2 * n];
        return (t, half, into) -> {
            System.arraycopy(half, 0, state, place, n);
            rows.evaluate(t, state, into);
        };
    }
}
