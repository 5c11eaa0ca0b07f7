package org.integrand.app.solve;

import java.util.Arrays;
import org.integrand.engine.problem.LinearTerm;
import org.integrand.engine.problem.SemilinearProblem;
import org.integrand.expression.system.EquationSystem;
import org.integrand.expression.system.Semilinear;

/// L y + N(t, y): L is made of the terms with constant coefficients, of all of them unless the job names some.
record SemilinearStructure() implements Structure<SemilinearProblem> {
    /// the exponential of a larger matrix is not worth computing: its products are enough
    private static final int LARGEST_DENSE = 100;

    @Override
    public boolean usesJacobian() {
        return false;
    }

    @Override
    public EquationSystem arranged(SolveJob job, EquationSystem written) {
        return written;
    }

    @Override
    public SemilinearProblem of(JobEquations equations) {
        var system = equations.system();
        var parts = equations
                .job()
                .semilinear()
                .map(spec -> Semilinear.of(system, "semilinear.linear", spec.linear()))
                .orElseGet(() -> Semilinear.of(system));
        return new SemilinearProblem(
                term(parts, system.dimension()), equations.of(parts.rest().field()::evaluate));
    }

    private static LinearTerm term(Semilinear parts, int n) {
        int[] rows = parts.rows();
        int[] columns = parts.columns();
        double[] values = parts.values();
        boolean diagonal = true;
        for (int k = 0; k < rows.length; k++) diagonal &= rows[k] == columns[k];
        if (diagonal) {
            double[] entries = new double[n];
            for (int k = 0; k < rows.length; k++) entries[rows[k]] += values[k];
            return LinearTerm.diagonal(entries);
        }
        if (n <= LARGEST_DENSE) {
            double[][] entries = new double[n][n];
            for (int k = 0; k < rows.length; k++) entries[rows[k]][columns[k]] += values[k];
            return LinearTerm.dense(entries);
        }
        return LinearTerm.operator((x, into) -> {
            Arrays.fill(into, 0);
            for (int k = 0; k < rows.length; k++) into[rows[k]] += values[k] * x[columns[k]];
        });
    }
}
