package org.integrand.engine.problem;

import java.util.function.UnaryOperator;

/// q'' = a(t, q), q(t0) = q0, q'(t0) = v0: Newton's equations with forces that depend on positions and
/// time. The state is (q, v), 2 n numbers. Symplectic methods take [#partitioned].
public final class SecondOrderProblem implements StructuredProblem<SecondOrderProblem> {
    private final PartitionedProblem parts;

    private SecondOrderProblem(PartitionedProblem parts) {
        this.parts = parts;
    }

    /// @param acceleration a: sees and writes n components
    /// @throws IllegalArgumentException when q0 and v0 have different lengths, or as [InitialValueProblem]
    public static SecondOrderProblem of(
            VectorField<double[]> acceleration, double t0, double t1, double[] q0, double[] v0) {
        return new SecondOrderProblem(PartitionedProblem.of(acceleration, t0, t1, q0, v0));
    }

    /// a
    public VectorField<double[]> acceleration() {
        return parts.force();
    }

    /// n: the number of positions.
    public int halfDimension() {
        return parts.halfDimension();
    }

    /// q' = v, v' = a(t, q).
    public PartitionedProblem partitioned() {
        return parts;
    }

    /// The same equation between other times, from another state (q, v).
    public SecondOrderProblem between(double start, double end, double[] state) {
        return new SecondOrderProblem(parts.between(start, end, state));
    }

    @Override
    public InitialValueProblem<double[]> whole() {
        return parts.whole();
    }

    @Override
    public SecondOrderProblem wrapped(UnaryOperator<VectorField<double[]>> wrapping) {
        return new SecondOrderProblem(parts.wrapped(wrapping));
    }
}
