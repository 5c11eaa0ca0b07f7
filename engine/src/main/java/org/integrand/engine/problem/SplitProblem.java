package org.integrand.engine.problem;

import java.util.function.UnaryOperator;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.space.DoubleSpace;

/// y' = f(t, y) + g(t, y), y(t0) = y0: g is stiff and taken implicitly, f is not and is taken
/// explicitly. Only the equations Y = r + c g(t, Y) are solved, so a Jacobian is that of g alone, which
/// may be far simpler than that of f + g.
///
/// @param stiffPart y' = g(t, y) with the times and the initial state
/// @param nonStiff  f
/// @param implicit  how the equations of g are solved
public record SplitProblem(InitialValueProblem<double[]> stiffPart, VectorField<double[]> nonStiff, Implicit implicit)
        implements StructuredProblem<SplitProblem> {
    /// How the equations Y = r + c g(t, Y) are solved.
    public sealed interface Implicit {}

    /// By a simplified Newton iteration.
    ///
    /// @param jacobian structure and source of dg/dy
    public record ByNewton(Jacobian jacobian) implements Implicit {}

    /// In closed form.
    public record InClosedForm(Resolvent resolvent) implements Implicit {}

    /// The solution of the equation of one implicit stage, for a g that allows it: relaxation to an
    /// equilibrium that is known beforehand, diffusion in Fourier space.
    @FunctionalInterface
    public interface Resolvent {
        /// into = the Y with Y = r + c g(t, Y). Must not change or keep `r`; NaN where there is none.
        ///
        /// @param c a fraction of the step, of its sign
        void solve(double t, double c, double[] r, double[] into);
    }

    /// Of f and g, g solved by a Newton iteration with a Jacobian of this kind.
    public static SplitProblem of(
            VectorField<double[]> nonStiff,
            VectorField<double[]> stiff,
            Jacobian jacobianOfStiff,
            double t0,
            double t1,
            double[] y0) {
        return new SplitProblem(initial(stiff, t0, t1, y0), nonStiff, new ByNewton(jacobianOfStiff));
    }

    /// Of f and g, g solved in closed form.
    public static SplitProblem of(
            VectorField<double[]> nonStiff,
            VectorField<double[]> stiff,
            Resolvent resolventOfStiff,
            double t0,
            double t1,
            double[] y0) {
        return new SplitProblem(initial(stiff, t0, t1, y0), nonStiff, new InClosedForm(resolventOfStiff));
    }

    private static InitialValueProblem<double[]> initial(
            VectorField<double[]> stiff, double t0, double t1, double[] y0) {
        return new InitialValueProblem<>(DoubleSpace.of(y0.length), stiff, t0, t1, y0);
    }

    @Override
    public InitialValueProblem<double[]> whole() {
        double[] part = new double[stiffPart.space().dimension()];
        return stiffPart.with((t, y, into) -> {
            nonStiff.evaluate(t, y, into);
            stiffPart.field().evaluate(t, y, part);
            for (int i = 0; i < part.length; i++) into[i] += part[i];
        });
    }

    @Override
    public SplitProblem wrapped(UnaryOperator<VectorField<double[]>> wrapping) {
        Implicit marked = switch (implicit) {
            case ByNewton(Jacobian jacobian) -> new ByNewton(jacobian.marked());
            case InClosedForm(Resolvent resolvent) ->
                new InClosedForm((t, c, r, into) -> {
                    try {
                        resolvent.solve(t, c, r, into);
                    } catch (RuntimeException cause) {
                        throw CallbackFailure.marked("the resolvent", t, cause);
                    }
                });
        };
        return new SplitProblem(stiffPart.with(wrapping.apply(stiffPart.field())), wrapping.apply(nonStiff), marked);
    }
}
