package org.integrand.engine.phi;

/// phi functions of a number,
///
/// phi_0(z) = e^z,   phi_k(z) = sum_j z^j / (j + k)! = integral_0^1 e^((1 - s) z) s^(k-1) ds / (k -
/// 1)!,
///
/// to a few units in the last place, except near the zeros that they have on the imaginary axis.
/// Neither way of computing them subtracts numbers that are nearly equal:
///
/// for |z| < 16, the integral by Gauss's rule of 20 points, whose error is below 1e-19 there: nothing
/// cancels for real z, and the integrand is at most about |z| times larger than the integral for any
/// other; for larger z, phi_{k+1}(z) = (phi_k(z) - 1 / k!) / z, where phi_k is well below 1 / k!, or
/// well above.
///
/// Orders up to 8. Source of the problem and of other ways: A.-K. Kassam, L. N. Trefethen,
/// "Fourth-order time-stepping for stiff PDEs", SIAM J. Sci. Comput. 26 (2005).
public final class Phi {
    /// The largest k.
    public static final int MAX_ORDER = 8;

    private static final double NEAR = 16;

    /// nodes s < 1/2 of Gauss's rule on 0 ... 1 and their weights; the others are 1 - s
    private static final double[] NODES = {
        0.0034357004074525377, 0.018014036361043106, 0.04388278587433705, 0.0804415140888906, 0.1268340467699246,
        0.1819731596367425, 0.24456649902458646, 0.3131469556422902, 0.38610707442917747, 0.46173673943325133
    };

    private static final double[] WEIGHTS = {
        0.008807003569576059, 0.02030071490019347, 0.031336024167054534, 0.04163837078835238, 0.05096505990862022,
        0.059097265980759206, 0.06584431922458832, 0.07104805465919102, 0.07458649323630187, 0.07637669356536292
    };

    private Phi() {}

    /// phi_k(z) for real z.
    ///
    /// @throws IllegalArgumentException unless 0 <= k <= 8
    public static double of(int k, double z) {
        double[] all = new double[k + 1];
        all(z, all);
        return all[k];
    }

    /// into\[k\] = phi_k(z) for all k < into.length, at most 9.
    public static void all(double z, double[] into) {
        check(into.length - 1);
        into[0] = Math.exp(z);
        if (Math.abs(z) < NEAR) {
            for (int k = 1; k < into.length; k++) into[k] = 0;
            for (int i = 0; i < NODES.length; i++) {
                addPowers(NODES[i], WEIGHTS[i] * Math.exp((1 - NODES[i]) * z), into);
                addPowers(1 - NODES[i], WEIGHTS[i] * Math.exp(NODES[i] * z), into);
            }
            divideByFactorials(into);
            return;
        }
        double inverseFactorial = 1;
        for (int k = 0; k < into.length - 1; k++) {
            into[k + 1] = (into[k] - inverseFactorial) / z;
            inverseFactorial /= k + 1;
        }
    }

    /// (re\[k\], im\[k\]) = phi_k(x + i y) for all k < re.length, at most 9.
    public static void all(double x, double y, double[] re, double[] im) {
        check(re.length - 1);
        double size = Math.exp(x);
        re[0] = size * Math.cos(y);
        im[0] = size * Math.sin(y);
        double square = x * x + y * y;
        if (square < NEAR * NEAR) {
            for (int k = 1; k < re.length; k++) re[k] = im[k] = 0;
            for (int i = 0; i < NODES.length; i++) {
                add(NODES[i], 1 - NODES[i], WEIGHTS[i], x, y, re, im);
                add(1 - NODES[i], NODES[i], WEIGHTS[i], x, y, re, im);
            }
            divideByFactorials(re);
            divideByFactorials(im);
            return;
        }
        double inverseFactorial = 1;
        for (int k = 0; k < re.length - 1; k++) {
            double a = re[k] - inverseFactorial;
            double b = im[k];
            double sx = x / square;
            double sy = y / square;
            re[k + 1] = a * sx + b * sy;
            im[k + 1] = b * sx - a * sy;
            inverseFactorial /= k + 1;
        }
    }

    private static void add(double s, double rest, double weight, double x, double y, double[] re, double[] im) {
        double size = weight * Math.exp(rest * x);
        addPowers(s, size * Math.cos(rest * y), re);
        addPowers(s, size * Math.sin(rest * y), im);
    }

    /// into\[k\] += value s^(k-1)
    private static void addPowers(double s, double value, double[] into) {
        double power = value;
        for (int k = 1; k < into.length; k++, power *= s) into[k] += power;
    }

    /// into\[k\] /= (k - 1)!
    private static void divideByFactorials(double[] into) {
        double factorial = 1;
        for (int k = 1; k < into.length; k++) {
            into[k] /= factorial;
            factorial *= k;
        }
    }

    private static void check(int order) {
        if (order < 0 || order > MAX_ORDER)
            throw new IllegalArgumentException("order " + order + " of a phi function: expected 0 ... " + MAX_ORDER);
    }
}
