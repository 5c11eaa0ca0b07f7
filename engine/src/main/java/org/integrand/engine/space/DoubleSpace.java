package org.integrand.engine.space;

import java.util.Arrays;

/// Double-precision states of n components; the arithmetic is in `DoubleCombine` and `DoubleNorm`.
///
/// A zero coefficient still reads its term: 0 times NaN is NaN.
public final class DoubleSpace implements Space<double[]> {
    private final int dimension;

    private DoubleSpace(int dimension) {
        this.dimension = Lengths.dimension(dimension);
    }

    /// The space of states with `dimension` components, at least 1.
    public static DoubleSpace of(int dimension) {
        return new DoubleSpace(dimension);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public double[] allocate() {
        return new double[dimension];
    }

    @Override
    public double[][] allocate(int count) {
        return new double[count][dimension];
    }

    @Override
    public void copy(double[] from, double[] into) {
        check(from);
        check(into);
        System.arraycopy(from, 0, into, 0, dimension);
    }

    @Override
    public void combine(double[] coefficients, double[][] terms, int count, double[] into, int from, int to) {
        Lengths.range(from, to, dimension);
        Lengths.terms(coefficients.length, terms.length, count);
        check(into);
        for (int i = 0; i < count; i++) check(terms[i]);
        if (count == 0) Arrays.fill(into, from, to, 0);
        else if (count <= 8) DoubleCombine.group(into, from, to, coefficients, terms, 0, count);
        else combineMany(coefficients, terms, count, into, from, to);
    }

    /// Passes over groups of terms, the last group first, so that the first term is still added last. What
    /// `into` itself contributes is taken in the first pass, before it is overwritten.
    @SuppressWarnings("ReferenceEquality") // the same array is meant, not an equal one
    private static void combineMany(
            double[] coefficients, double[][] terms, int count, double[] into, int from, int to) {
        double own = 0;
        boolean written = false;
        for (int i = 0; i < count; i++) {
            if (terms[i] == into) {
                own += coefficients[i];
                written = true;
            }
        }
        if (written) DoubleCombine.combine(into, from, to, own, into);
        for (int end = count; end > 0; ) {
            int first = end;
            while (first > 0 && terms[first - 1] != into && end - first < (written ? 7 : 8)) first--;
            if (first == end) {
                end--; // into itself
                continue;
            }
            if (written) DoubleCombine.add(into, from, to, coefficients, terms, first, end - first);
            else DoubleCombine.group(into, from, to, coefficients, terms, first, end - first);
            written = true;
            end = first;
        }
    }

    @Override
    public double norm(double[] y) {
        check(y);
        return DoubleNorm.euclidean(y);
    }

    @Override
    public double dot(double[] a, double[] b) {
        check(a);
        check(b);
        return DoubleNorm.dot(a, b);
    }

    @Override
    public double errorNorm(double[] error, double[] before, double[] after, Tolerance tolerance) {
        check(error);
        check(before);
        check(after);
        if (!tolerance.uniform()) return ComponentError.norm(error, before, after, tolerance);
        double absolute = tolerance.absolute(0);
        double relative = tolerance.relative(0);
        return tolerance.join() == Tolerance.Join.MAXIMUM
                ? DoubleNorm.largestError(error, before, after, absolute, relative)
                : DoubleNorm.rootMeanSquareError(error, before, after, absolute, relative);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DoubleSpace space && space.dimension == dimension;
    }

    @Override
    public int hashCode() {
        return dimension;
    }

    @Override
    public String toString() {
        return "double[" + dimension + "]";
    }

    private void check(double[] y) {
        if (y.length != dimension) throw Lengths.state(y.length, dimension);
    }
}
