package org.integrand.engine.space;

import java.util.Arrays;

/// Single-precision states of n components, for large batches: half the memory traffic of `double[]`.
///
/// `combine` computes in single precision (coefficients are rounded once), norms sum in double precision.
public final class FloatSpace implements Space<float[]> {
    private final int dimension;

    private FloatSpace(int dimension) {
        this.dimension = Lengths.dimension(dimension);
    }

    /// The space of states with `dimension` components, at least 1.
    public static FloatSpace of(int dimension) {
        return new FloatSpace(dimension);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public float[] allocate() {
        return new float[dimension];
    }

    @Override
    public float[][] allocate(int count) {
        return new float[count][dimension];
    }

    @Override
    public void copy(float[] from, float[] into) {
        check(from);
        check(into);
        System.arraycopy(from, 0, into, 0, dimension);
    }

    @Override
    public void combine(double[] coefficients, float[][] terms, int count, float[] into, int from, int to) {
        Lengths.range(from, to, dimension);
        Lengths.terms(coefficients.length, terms.length, count);
        check(into);
        for (int i = 0; i < count; i++) check(terms[i]);
        if (count == 0) Arrays.fill(into, from, to, 0);
        else if (count <= 8) FloatCombine.group(into, from, to, coefficients, terms, 0, count);
        else combineMany(coefficients, terms, count, into, from, to);
    }

    /// Passes over groups of terms, the last group first, so that the first term is still added last. What
    /// `into` itself contributes is taken in the first pass, before it is overwritten.
    @SuppressWarnings("ReferenceEquality") // the same array is meant, not an equal one
    private static void combineMany(double[] coefficients, float[][] terms, int count, float[] into, int from, int to) {
        double own = 0;
        boolean written = false;
        for (int i = 0; i < count; i++) {
            if (terms[i] == into) {
                own += coefficients[i];
                written = true;
            }
        }
        if (written) FloatCombine.combine(into, from, to, (float) own, into);
        for (int end = count; end > 0; ) {
            int first = end;
            while (first > 0 && terms[first - 1] != into && end - first < (written ? 7 : 8)) first--;
            if (first == end) {
                end--; // into itself
                continue;
            }
            if (written) FloatCombine.add(into, from, to, coefficients, terms, first, end - first);
            else FloatCombine.group(into, from, to, coefficients, terms, first, end - first);
            written = true;
            end = first;
        }
    }

    @Override
    public double norm(float[] y) {
        check(y);
        return FloatNorm.euclidean(y);
    }

    @Override
    public double dot(float[] a, float[] b) {
        check(a);
        check(b);
        return FloatNorm.dot(a, b);
    }

    @Override
    public double errorNorm(float[] error, float[] before, float[] after, Tolerance tolerance) {
        check(error);
        check(before);
        check(after);
        if (!tolerance.uniform()) return ComponentError.norm(error, before, after, tolerance);
        double absolute = tolerance.absolute(0);
        double relative = tolerance.relative(0);
        return tolerance.join() == Tolerance.Join.MAXIMUM
                ? FloatNorm.largestError(error, before, after, absolute, relative)
                : FloatNorm.rootMeanSquareError(error, before, after, absolute, relative);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FloatSpace space && space.dimension == dimension;
    }

    @Override
    public int hashCode() {
        return dimension;
    }

    @Override
    public String toString() {
        return "float[" + dimension + "]";
    }

    private void check(float[] y) {
        if (y.length != dimension) throw Lengths.state(y.length, dimension);
    }
}
