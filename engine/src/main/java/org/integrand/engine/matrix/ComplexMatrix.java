package org.integrand.engine.matrix;

import java.util.Arrays;

/// An n x n complex matrix, row by row, real and imaginary parts apart.
final class ComplexMatrix {
    final int n;
    final double[] re;
    final double[] im;

    ComplexMatrix(int n) {
        this.n = n;
        re = new double[n * n];
        im = new double[n * n];
    }

    void set(double[] real) {
        System.arraycopy(real, 0, re, 0, n * n);
        Arrays.fill(im, 0);
    }

    void set(ComplexMatrix other) {
        System.arraycopy(other.re, 0, re, 0, n * n);
        System.arraycopy(other.im, 0, im, 0, n * n);
    }

    void setIdentity() {
        Arrays.fill(re, 0);
        Arrays.fill(im, 0);
        Dense.addToDiagonal(n, 1, re);
    }

    /// this = (c s; -conj(s) c) times this, for rows k and k + 1, columns from ... n - 1
    void rotateRows(int k, double c, double sRe, double sIm, int from) {
        for (int j = from; j < n; j++) {
            int a = k * n + j;
            int b = a + n;
            double x = re[a];
            double y = im[a];
            re[a] = c * x + sRe * re[b] - sIm * im[b];
            im[a] = c * y + sRe * im[b] + sIm * re[b];
            double u = re[b];
            re[b] = c * u - sRe * x - sIm * y;
            im[b] = c * im[b] - sRe * y + sIm * x;
        }
    }

    /// this = this times the conjugate transpose of (c s; -conj(s) c), for columns k and k + 1, rows 0
    /// ... to - 1
    void rotateColumns(int k, double c, double sRe, double sIm, int to) {
        for (int i = 0; i < to; i++) {
            int a = i * n + k;
            int b = a + 1;
            double x = re[a];
            double y = im[a];
            re[a] = c * x + sRe * re[b] + sIm * im[b];
            im[a] = c * y + sRe * im[b] - sIm * re[b];
            double u = re[b];
            re[b] = c * u - sRe * x + sIm * y;
            im[b] = c * im[b] - sRe * y - sIm * x;
        }
    }

    /// real = Re(q this q^H) for an upper triangular matrix; `work` of this size
    void undoSchur(ComplexMatrix q, ComplexMatrix work, double[] real) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double x = 0;
                double y = 0;
                for (int k = 0; k <= j; k++) {
                    int a = i * n + k;
                    int b = k * n + j;
                    x += q.re[a] * re[b] - q.im[a] * im[b];
                    y += q.re[a] * im[b] + q.im[a] * re[b];
                }
                work.re[i * n + j] = x;
                work.im[i * n + j] = y;
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double x = 0;
                for (int k = 0; k < n; k++)
                    x += work.re[i * n + k] * q.re[j * n + k] + work.im[i * n + k] * q.im[j * n + k];
                real[i * n + j] = x;
            }
        }
    }
}
