package org.integrand.engine.problem;

import java.util.function.UnaryOperator;

/// L of a semilinear problem y' = L y + N(t, y), constant, in a form whose exponential is known.
public sealed interface LinearTerm {
    /// into = L y.
    void apply(double[] y, double[] into);

    /// Whether it is one for states of this dimension.
    boolean fits(int dimension);

    /// lambda times the identity.
    static LinearTerm scalar(double lambda) {
        return new Scalar(lambda);
    }

    /// A diagonal matrix.
    static LinearTerm diagonal(double... entries) {
        return new Diagonal(entries.clone());
    }

    /// A diagonal matrix of complex numbers, for states of twice their number: real and imaginary parts
    /// in turn. So are Fourier coefficients, whose derivatives are multiplications.
    ///
    /// @throws IllegalArgumentException when the lengths differ
    static LinearTerm complexDiagonal(double[] re, double[] im) {
        if (re.length != im.length)
            throw new IllegalArgumentException(
                    re.length + " real and " + im.length + " imaginary parts: expected as many of both");
        return new ComplexDiagonal(re.clone(), im.clone());
    }

    /// A dense matrix: each change of the step costs 100 to 200 n^3 operations, a product with a vector
    /// 2 n^2.
    ///
    /// @param rows n rows of n entries
    static LinearTerm dense(double[][] rows) {
        double[] entries = new double[rows.length * rows.length];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != rows.length)
                throw new IllegalArgumentException(
                        "row " + i + " of " + rows[i].length + " entries: expected " + rows.length);
            System.arraycopy(rows[i], 0, entries, i * rows.length, rows.length);
        }
        return new Dense(rows.length, entries);
    }

    /// A matrix known by its products, in Krylov spaces of dimension up to 100, to 1e-12 of the vectors
    /// it acts on.
    static LinearTerm operator(LinearOperator operator) {
        return operator(operator, 1e-12, 100);
    }

    /// The same, to this relative tolerance, in spaces up to this dimension. A step for which they are
    /// too small fails, so that a shorter one is tried.
    static LinearTerm operator(LinearOperator operator, double tolerance, int largest) {
        return new Operator(operator, tolerance, largest);
    }

    /// The same with the user's functions wrapped.
    default LinearTerm wrapped(UnaryOperator<VectorField<double[]>> wrapping) {
        return this;
    }

    /// lambda I
    record Scalar(double lambda) implements LinearTerm {
        @Override
        public void apply(double[] y, double[] into) {
            for (int i = 0; i < y.length; i++) into[i] = lambda * y[i];
        }

        @Override
        public boolean fits(int dimension) {
            return true;
        }
    }

    /// diag(entries)
    final class Diagonal implements LinearTerm {
        private final double[] entries;

        private Diagonal(double[] entries) {
            this.entries = entries;
        }

        /// L_ii
        public double entry(int i) {
            return entries[i];
        }

        @Override
        public void apply(double[] y, double[] into) {
            for (int i = 0; i < y.length; i++) into[i] = entries[i] * y[i];
        }

        @Override
        public boolean fits(int dimension) {
            return dimension == entries.length;
        }

        @Override
        public String toString() {
            return "diagonal of " + entries.length + " entries";
        }
    }

    /// diag(re + i im)
    final class ComplexDiagonal implements LinearTerm {
        private final double[] re;
        private final double[] im;

        private ComplexDiagonal(double[] re, double[] im) {
            this.re = re;
            this.im = im;
        }

        /// The real part of L_ii.
        public double re(int i) {
            return re[i];
        }

        /// The imaginary part of L_ii.
        public double im(int i) {
            return im[i];
        }

        @Override
        public void apply(double[] y, double[] into) {
            for (int i = 0; i < re.length; i++) {
                double a = y[2 * i];
                double b = y[2 * i + 1];
                into[2 * i] = re[i] * a - im[i] * b;
                into[2 * i + 1] = re[i] * b + im[i] * a;
            }
        }

        @Override
        public boolean fits(int dimension) {
            return dimension == 2 * re.length;
        }

        @Override
        public String toString() {
            return "diagonal of " + re.length + " complex entries";
        }
    }

    /// A matrix of n rows and columns.
    final class Dense implements LinearTerm {
        private final int n;
        private final double[] entries;

        private Dense(int n, double[] entries) {
            this.n = n;
            this.entries = entries;
        }

        /// A copy of its entries, row by row.
        public double[] entries() {
            return entries.clone();
        }

        @Override
        public void apply(double[] y, double[] into) {
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int j = 0; j < n; j++) sum += entries[i * n + j] * y[j];
                into[i] = sum;
            }
        }

        @Override
        public boolean fits(int dimension) {
            return dimension == n;
        }

        @Override
        public String toString() {
            return "dense matrix of dimension " + n;
        }
    }

    /// Known by its products.
    record Operator(LinearOperator operator, double tolerance, int largest) implements LinearTerm {
        @Override
        public void apply(double[] y, double[] into) {
            operator.apply(y, into);
        }

        @Override
        public boolean fits(int dimension) {
            return true;
        }

        @Override
        public LinearTerm wrapped(UnaryOperator<VectorField<double[]>> wrapping) {
            VectorField<double[]> product = wrapping.apply((_, y, into) -> operator.apply(y, into));
            return new Operator((x, into) -> product.evaluate(Double.NaN, x, into), tolerance, largest);
        }
    }
}
