package org.integrand.engine.problem;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.integrand.engine.space.DoubleSpace;

/// q' = v(t, p), p' = f(t, q): two halves of n components that drive each other, for example Hamilton's
/// equations with H = T(p) + V(q). The state is (q, p), 2 n numbers. With v(t, p) = p, the most common
/// case, p is the velocity.
public final class PartitionedProblem implements StructuredProblem<PartitionedProblem> {
    private final Optional<VectorField<double[]>> velocity;
    private final VectorField<double[]> force;
    private final double t0;
    private final double t1;
    private final double[] y0;

    private PartitionedProblem(
            Optional<VectorField<double[]>> velocity, VectorField<double[]> force, double t0, double t1, double[] y0) {
        this.velocity = velocity;
        this.force = force;
        this.t0 = t0;
        this.t1 = t1;
        this.y0 = y0;
    }

    /// q' = velocity(t, p), p' = force(t, q); both fields see and write n components.
    ///
    /// @throws IllegalArgumentException when the halves have different lengths, or as [InitialValueProblem]
    public static PartitionedProblem of(
            VectorField<double[]> velocity,
            VectorField<double[]> force,
            double t0,
            double t1,
            double[] q0,
            double[] p0) {
        return checked(Optional.of(velocity), force, t0, t1, joined(q0, p0));
    }

    /// q' = p, p' = force(t, q).
    ///
    /// @throws IllegalArgumentException when the halves have different lengths, or as [InitialValueProblem]
    public static PartitionedProblem of(VectorField<double[]> force, double t0, double t1, double[] q0, double[] p0) {
        return checked(Optional.empty(), force, t0, t1, joined(q0, p0));
    }

    private static PartitionedProblem checked(
            Optional<VectorField<double[]>> velocity, VectorField<double[]> force, double t0, double t1, double[] y0) {
        var problem = new PartitionedProblem(velocity, force, t0, t1, y0);
        problem.whole(); // complains
        return problem;
    }

    /// (q, p)
    static double[] joined(double[] q, double[] p) {
        if (q.length == 0 || q.length != p.length)
            throw new IllegalArgumentException(q.length + " positions and " + p.length
                    + " momenta or velocities: expected equal numbers, at least 1");
        double[] y = new double[2 * q.length];
        System.arraycopy(q, 0, y, 0, q.length);
        System.arraycopy(p, 0, y, q.length, q.length);
        return y;
    }

    /// n: the length of q and of p.
    public int halfDimension() {
        return y0.length / 2;
    }

    /// v; empty when q' = p.
    public Optional<VectorField<double[]>> velocity() {
        return velocity;
    }

    /// f
    public VectorField<double[]> force() {
        return force;
    }

    /// The same equations between other times, from another state (q, p).
    public PartitionedProblem between(double start, double end, double[] state) {
        if (state.length != y0.length)
            throw new IllegalArgumentException("state of " + state.length + " components: expected " + y0.length);
        return checked(velocity, force, start, end, state.clone());
    }

    @Override
    public InitialValueProblem<double[]> whole() {
        int n = halfDimension();
        double[] q = new double[n];
        double[] p = new double[n];
        double[] part = new double[n];
        return new InitialValueProblem<>(
                DoubleSpace.of(2 * n),
                (t, y, into) -> {
                    System.arraycopy(y, 0, q, 0, n);
                    System.arraycopy(y, n, p, 0, n);
                    if (velocity.isPresent()) velocity.get().evaluate(t, p, part);
                    System.arraycopy(velocity.isPresent() ? part : p, 0, into, 0, n);
                    force.evaluate(t, q, part);
                    System.arraycopy(part, 0, into, n, n);
                },
                t0,
                t1,
                y0);
    }

    @Override
    public PartitionedProblem wrapped(UnaryOperator<VectorField<double[]>> wrapping) {
        return new PartitionedProblem(velocity.map(wrapping), wrapping.apply(force), t0, t1, y0);
    }
}
