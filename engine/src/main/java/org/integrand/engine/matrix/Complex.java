package org.integrand.engine.matrix;

/// A complex number, for what is done once a matrix element at most.
record Complex(double re, double im) {
    static double sqrtRe(double re, double im) {
        if (re == 0 && im == 0) return 0;
        double root = Math.sqrt((Math.abs(re) + Math.hypot(re, im)) / 2);
        return re >= 0 ? root : Math.abs(im) / (2 * root);
    }

    static double sqrtIm(double re, double im) {
        if (re == 0 && im == 0) return 0;
        double root = Math.sqrt((Math.abs(re) + Math.hypot(re, im)) / 2);
        return re >= 0 ? im / (2 * root) : Math.copySign(root, im);
    }

    Complex plus(Complex b) {
        return new Complex(re + b.re, im + b.im);
    }

    Complex minus(Complex b) {
        return new Complex(re - b.re, im - b.im);
    }

    Complex times(Complex b) {
        return new Complex(re * b.re - im * b.im, re * b.im + im * b.re);
    }

    Complex times(double x) {
        return new Complex(re * x, im * x);
    }

    /// this / b, without squares of parts that could over- or underflow
    Complex over(Complex b) {
        double size = Math.max(Math.abs(b.re), Math.abs(b.im));
        double x = b.re / size;
        double y = b.im / size;
        double square = (x * x + y * y) * size;
        return new Complex((re * x + im * y) / square, (im * x - re * y) / square);
    }

    double abs() {
        return Math.hypot(re, im);
    }

    /// principal logarithm
    Complex log() {
        double size = abs();
        double real = size > 0.5 && size < 2
                ? StrictMath.log1p((Math.abs(re) > Math.abs(im) ? nearOne(re, im) : nearOne(im, re))) / 2
                : StrictMath.log(size);
        return new Complex(real, StrictMath.atan2(im, re));
    }

    /// large^2 + small^2 - 1
    private static double nearOne(double large, double small) {
        double x = Math.abs(large);
        return (x - 1) * (x + 1) + small * small;
    }

    Complex exp() {
        double size = StrictMath.exp(re);
        return new Complex(size * StrictMath.cos(im), size * StrictMath.sin(im));
    }

    /// e^z - 1
    Complex expm1() {
        double half = StrictMath.sin(im / 2);
        double real = StrictMath.expm1(re) * StrictMath.cos(im) - 2 * half * half;
        return new Complex(real, StrictMath.exp(re) * StrictMath.sin(im));
    }

    Complex sinh() {
        return new Complex(StrictMath.sinh(re) * StrictMath.cos(im), StrictMath.cosh(re) * StrictMath.sin(im));
    }

    /// artanh z for |z| < 1
    Complex artanh() {
        double square = re * re + im * im;
        double real = (StrictMath.log1p(2 * re + square) - StrictMath.log1p(square - 2 * re)) / 4;
        double imaginary = (StrictMath.atan2(im, 1 + re) - StrictMath.atan2(-im, 1 - re)) / 2;
        return new Complex(real, imaginary);
    }
}
