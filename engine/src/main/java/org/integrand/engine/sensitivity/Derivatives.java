package org.integrand.engine.sensitivity;

import java.util.Optional;
import org.integrand.engine.jacobian.Entries;
import org.integrand.engine.jacobian.Jacobian;

/// Fields whose vector-Jacobian products are not given: made from both Jacobian matrices, n (n + m)
/// numbers each time.
public final class Derivatives {
    private Derivatives() {}

    /// f(t, y, p).
    @FunctionalInterface
    public interface Function {
        /// into = f(t, y, p).
        void evaluate(double t, double[] y, double[] p, double[] into);
    }

    /// Both Jacobians of f.
    @FunctionalInterface
    public interface Matrices {
        /// Writes df_i/dy_j as entry (i, j) of `state`, df_i/dp_k as entry (i, k) of `parameters`; all
        /// are zero before.
        void evaluate(double t, double[] y, double[] p, Entries state, Entries parameters);
    }

    /// f for complex arguments, real and imaginary parts apart.
    @FunctionalInterface
    public interface ComplexFunction {
        /// intoRe + i intoIm = f(t, yRe + i yIm, pRe + i pIm).
        void evaluate(
                double t, double[] yRe, double[] yIm, double[] pRe, double[] pIm, double[] intoRe, double[] intoIm);
    }

    /// From matrices: exact where they are.
    public static ParametricField matrices(int dimension, int parameters, Function f, Matrices jacobians) {
        return new MatrixField(dimension, parameters, f, (t, y, p, into) -> {
            into.clear();
            jacobians.evaluate(t, y, p, into.state(), into.parameters());
        });
    }

    /// By central differences, 2 (n + m) evaluations a product: relative error about 1e-10 where y and
    /// p are of the size of what f varies over, more where f varies faster. For checks, and where
    /// nothing else is at hand.
    public static ParametricField differences(int dimension, int parameters, Function f) {
        return new MatrixField(dimension, parameters, f, new CentralDifferences(f, dimension, parameters));
    }

    /// By complex steps, n + m complex evaluations a product: exact to rounding, for f without |.|,
    /// comparisons and conjugates.
    ///
    /// Source: W. Squire, G. Trapp, "Using complex variables to estimate derivatives of real
    /// functions", SIAM Review 40 (1998).
    public static ParametricField complexStep(int dimension, int parameters, ComplexFunction f) {
        return new MatrixField(
                dimension,
                parameters,
                new Function() {
                    private final double[] noY = new double[dimension];
                    private final double[] noP = new double[parameters];
                    private final double[] unused = new double[dimension];

                    @Override
                    public void evaluate(double t, double[] y, double[] p, double[] into) {
                        f.evaluate(t, y, noY, p, noP, into, unused);
                    }
                },
                new ComplexSteps(f, dimension, parameters));
    }

    /// A field by its Jacobian matrices.
    private record MatrixField(int dimension, int parameters, Function f, Source source, Filled filled)
            implements ParametricField {
        MatrixField(int dimension, int parameters, Function f, Source source) {
            this(dimension, parameters, f, source, new Filled(dimension, parameters));
        }

        @Override
        public void evaluate(double t, double[] y, double[] p, double[] into) {
            f.evaluate(t, y, p, into);
        }

        @Override
        public void vjp(double t, double[] y, double[] p, double[] v, double[] intoY, double[] intoP) {
            source.fill(t, y, p, filled);
            filled.pull(v, intoY, intoP);
        }

        @Override
        public Optional<Jvp> jvp() {
            return Optional.of((t, y, p, dy, dp, into) -> {
                source.fill(t, y, p, filled);
                filled.push(dy, dp, into);
            });
        }

        @Override
        public Jacobian jacobian(double[] p) {
            return Jacobian.dense((t, y, into) -> {
                source.fill(t, y, p, filled);
                filled.state(into);
            });
        }
    }

    /// Fills in both matrices.
    @FunctionalInterface
    interface Source {
        void fill(double t, double[] y, double[] p, Filled into);
    }
}
