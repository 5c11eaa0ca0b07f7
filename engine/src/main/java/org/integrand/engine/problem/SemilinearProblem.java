package org.integrand.engine.problem;

import java.util.function.UnaryOperator;
import org.integrand.engine.space.DoubleSpace;

/// y' = L y + N(t, y), y(t0) = y0: L is stiff or oscillates fast, and is integrated exactly; N is
/// neither.
///
/// @param linear L
/// @param rest   y' = N(t, y) with the times and the initial state
public record SemilinearProblem(LinearTerm linear, InitialValueProblem<double[]> rest)
        implements StructuredProblem<SemilinearProblem> {
    /// @throws IllegalArgumentException when L does not fit the dimension of the state
    public SemilinearProblem {
        int dimension = rest.space().dimension();
        if (!linear.fits(dimension))
            throw new IllegalArgumentException(
                    "linear term, a " + linear + ": expected one for states of " + dimension + " components");
    }

    /// Of L and N.
    public static SemilinearProblem of(
            LinearTerm linear, VectorField<double[]> nonlinear, double t0, double t1, double[] y0) {
        return new SemilinearProblem(
                linear, new InitialValueProblem<>(DoubleSpace.of(y0.length), nonlinear, t0, t1, y0));
    }

    @Override
    public InitialValueProblem<double[]> whole() {
        double[] part = new double[rest.space().dimension()];
        return rest.with((t, y, into) -> {
            rest.field().evaluate(t, y, into);
            linear.apply(y, part);
            for (int i = 0; i < part.length; i++) into[i] += part[i];
        });
    }

    @Override
    public SemilinearProblem wrapped(UnaryOperator<VectorField<double[]>> wrapping) {
        return new SemilinearProblem(linear.wrapped(wrapping), rest.with(wrapping.apply(rest.field())));
    }
}
