package org.integrand.engine.quadrature;

/// How the size of a vector, or of its error, is measured.
public enum Norm {
    /// sqrt(sum v_i^2): the modulus of a complex number
    EUCLIDEAN,
    /// max |v_i|
    MAX;

    /// |v|
    public double of(double[] v) {
        if (v.length == 1) return Math.abs(v[0]);
        double largest = 0;
        for (double one : v) largest = Math.max(largest, Math.abs(one));
        if (this == MAX || largest == 0 || !Double.isFinite(largest)) return largest;
        double sum = 0;
        for (double one : v) sum += (one / largest) * (one / largest);
        return largest * Math.sqrt(sum);
    }

    /// |v - w|
    double ofDifference(double[] v, double[] w, double[] scratch) {
        for (int i = 0; i < v.length; i++) scratch[i] = v[i] - w[i];
        return of(scratch);
    }
}
