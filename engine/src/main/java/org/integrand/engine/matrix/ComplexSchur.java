package org.integrand.engine.matrix;

import java.util.Arrays;

/// A = Q T Q^H with T upper triangular and Q unitary: Householder reflections to Hessenberg form, then
/// QR iterations with Wilkinson's shift. A matrix that is triangular already stays as it is, to the
/// bit. Source: G. H. Golub, C. F. Van Loan, "Matrix Computations", 7.4 and 7.5.
final class ComplexSchur {
    private static final int PATIENCE = 40; // iterations an eigenvalue

    final ComplexMatrix t;
    final ComplexMatrix q;
    private final int n;
    private final double[] hessenberg;
    private final double[] reflections;
    private final double[] v;
    private final double[] cosine;
    private final double[] sineRe;
    private final double[] sineIm;
    private boolean triangular;

    ComplexSchur(int n) {
        this.n = n;
        t = new ComplexMatrix(n);
        q = new ComplexMatrix(n);
        hessenberg = new double[n * n];
        reflections = new double[n * n];
        v = new double[n];
        cosine = new double[n];
        sineRe = new double[n];
        sineIm = new double[n];
    }

    /// Whether the matrix was upper triangular, so that its eigenvalues are exact.
    boolean triangular() {
        return triangular;
    }

    void compute(double[] a) {
        triangular = isTriangular(a);
        if (triangular) {
            t.set(a);
            q.setIdentity();
            return;
        }
        reduce(a);
        t.set(hessenberg);
        q.set(reflections);
        int last = n - 1;
        int iterations = 0;
        while (last > 0) {
            int first = activeFrom(last);
            if (first == last) {
                last--;
                iterations = 0;
                continue;
            }
            if (++iterations > PATIENCE)
                throw new ArithmeticException("eigenvalue " + last + " not found after " + PATIENCE
                        + " QR iterations: expected a matrix in range");
            step(first, last, iterations % 10 == 0);
        }
    }

    private boolean isTriangular(double[] a) {
        for (int i = 1; i < n; i++) for (int j = 0; j < i; j++) if (a[i * n + j] != 0) return false;
        return true;
    }

    /// hessenberg = P^T a P, reflections = P
    private void reduce(double[] a) {
        System.arraycopy(a, 0, hessenberg, 0, n * n);
        Arrays.fill(reflections, 0);
        Dense.addToDiagonal(n, 1, reflections);
        for (int k = 0; k < n - 2; k++) {
            double largest = 0;
            for (int i = k + 2; i < n; i++) largest = Math.max(largest, Math.abs(hessenberg[i * n + k]));
            if (largest == 0) continue;
            largest = Math.max(largest, Math.abs(hessenberg[(k + 1) * n + k]));
            double sum = 0;
            for (int i = k + 1; i < n; i++) {
                v[i] = hessenberg[i * n + k] / largest;
                sum += v[i] * v[i];
            }
            double length = Math.sqrt(sum);
            v[k + 1] += Math.copySign(length, v[k + 1]);
            double beta = 1 / (length * Math.abs(v[k + 1]));
            for (int j = k; j < n; j++) {
                double x = 0;
                for (int i = k + 1; i < n; i++) x += v[i] * hessenberg[i * n + j];
                for (int i = k + 1; i < n; i++) hessenberg[i * n + j] -= beta * x * v[i];
            }
            reflectColumns(hessenberg, k, beta);
            reflectColumns(reflections, k, beta);
            for (int i = k + 2; i < n; i++) hessenberg[i * n + k] = 0;
        }
    }

    private void reflectColumns(double[] a, int k, double beta) {
        for (int i = 0; i < n; i++) {
            double x = 0;
            for (int j = k + 1; j < n; j++) x += a[i * n + j] * v[j];
            for (int j = k + 1; j < n; j++) a[i * n + j] -= beta * x * v[j];
        }
    }

    /// The first row of the block that ends at `last` and has no negligible subdiagonal element; sets
    /// the one before to zero.
    private int activeFrom(int last) {
        int k = last;
        for (; k > 0; k--) {
            int sub = k * n + k - 1;
            double neighbours = size(k * n + k) + size((k - 1) * n + k - 1);
            if (neighbours == 0) neighbours = Dense.frobenius(t.re) + Dense.frobenius(t.im);
            if (size(sub) <= 0x1p-53 * neighbours) {
                t.re[sub] = 0;
                t.im[sub] = 0;
                break;
            }
        }
        return k;
    }

    private double size(int i) {
        return Math.abs(t.re[i]) + Math.abs(t.im[i]);
    }

    private void step(int first, int last, boolean exceptional) {
        double shiftRe;
        double shiftIm;
        int d = last * n + last;
        int a = d - n - 1;
        if (exceptional) {
            shiftRe = t.re[d] + size(d - 1);
            shiftIm = t.im[d];
        } else {
            // eigenvalue of the last 2 x 2 block that is closer to its corner: d - bc / (x +- sqrt(x^2 + bc)), x = (a -
            // d)/2
            double bcRe = t.re[d - n] * t.re[d - 1] - t.im[d - n] * t.im[d - 1];
            double bcIm = t.re[d - n] * t.im[d - 1] + t.im[d - n] * t.re[d - 1];
            double xRe = (t.re[a] - t.re[d]) / 2;
            double xIm = (t.im[a] - t.im[d]) / 2;
            double squareRe = xRe * xRe - xIm * xIm + bcRe;
            double squareIm = 2 * xRe * xIm + bcIm;
            double rootRe = Complex.sqrtRe(squareRe, squareIm);
            double rootIm = Complex.sqrtIm(squareRe, squareIm);
            double sign = xRe * rootRe + xIm * rootIm >= 0 ? 1 : -1;
            double denominatorRe = xRe + sign * rootRe;
            double denominatorIm = xIm + sign * rootIm;
            double square = denominatorRe * denominatorRe + denominatorIm * denominatorIm;
            shiftRe = t.re[d] - (square == 0 ? 0 : (bcRe * denominatorRe + bcIm * denominatorIm) / square);
            shiftIm = t.im[d] - (square == 0 ? 0 : (bcIm * denominatorRe - bcRe * denominatorIm) / square);
        }
        shift(first, last, -shiftRe, -shiftIm);
        for (int k = first; k < last; k++) {
            int pivot = k * n + k;
            int below = pivot + n;
            double length = Math.hypot(Math.hypot(t.re[pivot], t.im[pivot]), Math.hypot(t.re[below], t.im[below]));
            double size = Math.hypot(t.re[pivot], t.im[pivot]);
            double phaseRe = size == 0 ? 1 : t.re[pivot] / size;
            double phaseIm = size == 0 ? 0 : t.im[pivot] / size;
            double bRe = length == 0 ? 0 : t.re[below] / length;
            double bIm = length == 0 ? 0 : t.im[below] / length;
            cosine[k] = length == 0 ? 1 : size / length;
            sineRe[k] = phaseRe * bRe + phaseIm * bIm; // phase times conj(b)
            sineIm[k] = phaseIm * bRe - phaseRe * bIm;
            t.rotateRows(k, cosine[k], sineRe[k], sineIm[k], k);
            t.re[below] = 0;
            t.im[below] = 0;
        }
        for (int k = first; k < last; k++) {
            t.rotateColumns(k, cosine[k], sineRe[k], sineIm[k], k + 2);
            q.rotateColumns(k, cosine[k], sineRe[k], sineIm[k], n);
        }
        shift(first, last, shiftRe, shiftIm);
    }

    private void shift(int first, int last, double re, double im) {
        for (int i = first; i <= last; i++) {
            t.re[i * n + i] += re;
            t.im[i * n + i] += im;
        }
    }
}
