package org.integrand.engine.matrix;

/// e^A of a 2 x 2 matrix in closed form: with m = tr A / 2, B = A - m I and d^2 = -det B,
///
/// e^A = e^m (cosh d I + sinh d / d B),
///
/// cos and sin where d is imaginary. The exponentials are joined before they are taken, so that nothing
/// overflows that need not.
final class Exponential2 {
    private Exponential2() {}

    static void compute(double[] a, double[] into) {
        double m = a[0] / 2 + a[3] / 2;
        double half = a[0] / 2 - a[3] / 2;
        double b = a[1];
        double c = a[2];
        double square = Math.fma(half, half, b * c);
        double even; // e^m cosh d
        double odd; // e^m sinh d / d
        if (square > 1) {
            double d = Math.sqrt(square);
            double plus = StrictMath.exp(m + d) / 2;
            double minus = StrictMath.exp(m - d) / 2;
            even = plus + minus;
            odd = (plus - minus) / d;
        } else {
            double d = Math.sqrt(Math.abs(square));
            double factor = StrictMath.exp(m);
            even = factor * (square >= 0 ? StrictMath.cosh(d) : StrictMath.cos(d));
            odd = d == 0 ? factor : factor * ((square > 0 ? StrictMath.sinh(d) : StrictMath.sin(d)) / d);
        }
        into[0] = even + odd * half;
        into[1] = odd * b;
        into[2] = odd * c;
        into[3] = even - odd * half;
    }
}
