package org.integrand.engine.problem;

import java.util.function.UnaryOperator;
import org.integrand.engine.group.GroupMaps;
import org.integrand.engine.group.MatrixGroup;
import org.integrand.engine.space.DoubleSpace;

/// Y' = A(t, Y) Y with A in the Lie algebra of a group of n x n matrices: Y stays in the group (m = n),
/// or, as n x m matrix, on the orbit that the group makes of it: the sphere for SO(3) and m = 1,
/// frames, subspaces. Matrices are row by row.
///
/// The group acts from the left. Y' = Y B(t, Y) is the same for the transpose: Z = Y^T solves Z' = B^T
/// Z.
public final class LieProblem implements StructuredProblem<LieProblem> {
    /// how far a matrix may be from the group or the algebra
    private static final double TOLERANCE = 1e-10;

    private final MatrixGroup group;
    private final VectorField<double[]> generator;
    private final double t0;
    private final double t1;
    private final double[] y0;

    private LieProblem(MatrixGroup group, VectorField<double[]> generator, double t0, double t1, double[] y0) {
        this.group = group;
        this.generator = generator;
        this.t0 = t0;
        this.t1 = t1;
        this.y0 = y0;
    }

    /// @param generator A: sees Y, n x m, and writes n x n numbers in the algebra, else the solve fails
    /// @param y0        n x m numbers; in the group where m = n
    /// @throws IllegalArgumentException when y0 has not n m numbers or is not in the group, or as
    /// [InitialValueProblem]
    public static LieProblem of(MatrixGroup group, VectorField<double[]> generator, double t0, double t1, double[] y0) {
        return checked(new LieProblem(group, inAlgebra(group, generator), t0, t1, y0.clone()));
    }

    private static LieProblem checked(LieProblem problem) {
        int n = problem.group.size();
        double[] y0 = problem.y0;
        if (y0.length == 0 || y0.length % n != 0)
            throw new IllegalArgumentException("initial matrix of " + y0.length + " elements: expected " + n
                    + " rows for the group " + problem.group.name());
        problem.whole(); // complains
        if (problem.columns() == n) {
            double residual = problem.group.maps().residual(y0);
            if (!(residual <= TOLERANCE))
                throw new IllegalArgumentException("initial matrix is " + residual + " from the group "
                        + problem.group.name() + ": expected at most " + TOLERANCE);
        }
        return problem;
    }

    private static VectorField<double[]> inAlgebra(MatrixGroup group, VectorField<double[]> generator) {
        GroupMaps maps = group.maps();
        return (t, y, into) -> {
            generator.evaluate(t, y, into);
            double defect = maps.defect(into);
            if (defect > TOLERANCE)
                throw new IllegalArgumentException("generator is " + defect + " of its size from the algebra of "
                        + group.name() + ": expected an element of it");
        };
    }

    public MatrixGroup group() {
        return group;
    }

    /// A
    public VectorField<double[]> generator() {
        return generator;
    }

    /// m
    public int columns() {
        return y0.length / group.size();
    }

    /// The same equation between other times, from another state.
    public LieProblem between(double start, double end, double[] state) {
        return checked(new LieProblem(group, generator, start, end, state.clone()));
    }

    @Override
    public InitialValueProblem<double[]> whole() {
        int n = group.size();
        int m = columns();
        double[] a = new double[n * n];
        return new InitialValueProblem<>(
                DoubleSpace.of(n * m),
                (t, y, into) -> {
                    generator.evaluate(t, y, a);
                    for (int i = 0; i < n; i++) {
                        for (int j = 0; j < m; j++) {
                            double sum = 0;
                            for (int k = 0; k < n; k++) sum += a[i * n + k] * y[k * m + j];
                            into[i * m + j] = sum;
                        }
                    }
                },
                t0,
                t1,
                y0);
    }

    @Override
    public LieProblem wrapped(UnaryOperator<VectorField<double[]>> wrapping) {
        return new LieProblem(group, wrapping.apply(generator), t0, t1, y0);
    }
}
