package org.integrand.engine.problem;

import java.util.function.UnaryOperator;
import org.integrand.engine.group.MatrixGroup;

/// Y' = A(t) Y with A in the Lie algebra of a matrix group: a [LieProblem] whose generator does not
/// look at Y, which is what Magnus expansions need.
public final class LinearLieProblem implements StructuredProblem<LinearLieProblem> {
    private final LieProblem general;

    private LinearLieProblem(LieProblem general) {
        this.general = general;
    }

    /// A
    @FunctionalInterface
    public interface Generator {
        /// into = A(t), n x n, row by row
        void evaluate(double t, double[] into);
    }

    /// @param y0 n x m numbers; in the group where m = n
    /// @throws IllegalArgumentException as [LieProblem]
    public static LinearLieProblem of(MatrixGroup group, Generator generator, double t0, double t1, double[] y0) {
        return new LinearLieProblem(LieProblem.of(group, (t, _, into) -> generator.evaluate(t, into), t0, t1, y0));
    }

    /// The same problem for methods that do not need it to be linear.
    public LieProblem general() {
        return general;
    }

    @Override
    public InitialValueProblem<double[]> whole() {
        return general.whole();
    }

    @Override
    public LinearLieProblem wrapped(UnaryOperator<VectorField<double[]>> wrapping) {
        return new LinearLieProblem(general.wrapped(wrapping));
    }
}
