package org.integrand.engine.jacobian;

/// (re + i im) I - J, factored as in `DenseLu` with complex numbers; pivots are chosen by |re| + |im|.
final class ComplexDenseLu {
    private final int n;
    private final double[] re;
    private final double[] im;
    private final int[] pivots;

    ComplexDenseLu(int n) {
        this.n = n;
        re = new double[n * n];
        im = new double[n * n];
        pivots = new int[n];
    }

    int dimension() {
        return n;
    }

    boolean factor(double scaleRe, double scaleIm, double[] j) {
        for (int i = 0; i < re.length; i++) {
            re[i] = -j[i];
            im[i] = 0;
        }
        for (int i = 0; i < n; i++) {
            re[i * n + i] += scaleRe;
            im[i * n + i] = scaleIm;
        }
        for (int k = 0; k < n; k++) {
            int p = k;
            double largest = size(k * n + k);
            for (int i = k + 1; i < n; i++) {
                double size = size(k * n + i);
                if (size > largest) {
                    largest = size;
                    p = i;
                }
            }
            if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) return false;
            pivots[k] = p;
            eliminate(k, p);
        }
        return true;
    }

    private double size(int at) {
        return Math.abs(re[at]) + Math.abs(im[at]);
    }

    private void eliminate(int k, int p) {
        int column = k * n;
        swap(re, column, k, p);
        swap(im, column, k, p);
        double pivotRe = re[column + k];
        double pivotIm = im[column + k];
        double square = pivotRe * pivotRe + pivotIm * pivotIm;
        double inverseRe = pivotRe / square;
        double inverseIm = -pivotIm / square;
        for (int i = column + k + 1; i < column + n; i++) {
            double x = re[i];
            re[i] = x * inverseRe - im[i] * inverseIm;
            im[i] = x * inverseIm + im[i] * inverseRe;
        }
        for (int c = column + n; c < n * n; c += n) {
            swap(re, c, k, p);
            swap(im, c, k, p);
            subtract(re[c + k], im[c + k], column, re, im, c, k + 1, n);
        }
    }

    void solve(double[] x, double[] y) {
        for (int k = 0; k < n; k++) {
            swap(x, 0, k, pivots[k]);
            swap(y, 0, k, pivots[k]);
            subtract(x[k], y[k], k * n, x, y, 0, k + 1, n);
        }
        for (int k = n - 1; k >= 0; k--) {
            double a = re[k * n + k];
            double b = im[k * n + k];
            double square = a * a + b * b;
            double u = (x[k] * a + y[k] * b) / square;
            y[k] = (y[k] * a - x[k] * b) / square;
            x[k] = u;
            subtract(u, y[k], k * n, x, y, 0, 0, k);
        }
    }

    /// x + i y at to + first ... to + end - 1  -=  (factorRe + i factorIm) times the column of the factors
    private void subtract(
            double factorRe, double factorIm, int column, double[] x, double[] y, int to, int first, int end) {
        for (int i = first; i < end; i++) {
            double a = re[column + i];
            double b = im[column + i];
            x[to + i] -= factorRe * a - factorIm * b;
            y[to + i] -= factorRe * b + factorIm * a;
        }
    }

    private static void swap(double[] a, int column, int i, int k) {
        double moved = a[column + i];
        a[column + i] = a[column + k];
        a[column + k] = moved;
    }
}
