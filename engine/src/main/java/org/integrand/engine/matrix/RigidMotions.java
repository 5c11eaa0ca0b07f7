package org.integrand.engine.matrix;

/// Exponential and logarithm between se(3) and SE(3), 4 x 4 matrices (hat(w) v; 0 0) and (R p; 0 1),
/// row by row:
///
/// R = e^hat(w),   p = V v,   V = I + (1 - cos theta)/theta^2 hat(w) + (theta - sin theta)/theta^3
/// hat(w)^2,   theta =
/// |w|,
///
/// V^-1 = I - hat(w)/2 + (1 - (theta/2) cot(theta/2))/theta^2 hat(w)^2. Source: R. M. Murray, Z. Li, S.
/// S. Sastry, "A Mathematical Introduction to Robotic Manipulation", 2.3.
public final class RigidMotions {
    private RigidMotions() {}

    /// into = e^x; `into` may be `x`.
    public static void exp(double[] x, double[] into) {
        double a = (x[9] - x[6]) / 2;
        double b = (x[2] - x[8]) / 2;
        double c = (x[4] - x[1]) / 2;
        double theta = Rotations.angle(a, b, c);
        double v1 = x[3];
        double v2 = x[7];
        double v3 = x[11];
        translate(a, b, c, Rotations.cosineCoefficient(theta), Rotations.sineCoefficient(theta), v1, v2, v3, into);
        Rotations.exp(a, b, c, 4, into);
        lastRow(into, 1);
    }

    /// into = x, the angle at most pi, with e^x = the rigid motion `g`; `into` may be `g`.
    public static void log(double[] g, double[] into) {
        double v1 = g[3];
        double v2 = g[7];
        double v3 = g[11];
        Rotations.log(g, 4, into);
        double a = into[9];
        double b = into[2];
        double c = into[4];
        double theta = Rotations.angle(a, b, c);
        translate(a, b, c, -0.5, Rotations.inverseTangentCoefficient(theta), v1, v2, v3, into);
        lastRow(into, 0);
    }

    /// last column = (I + first hat(w) + second hat(w)^2) v
    private static void translate(
            double a, double b, double c, double first, double second, double v1, double v2, double v3, double[] into) {
        double x = b * v3 - c * v2;
        double y = c * v1 - a * v3;
        double z = a * v2 - b * v1;
        into[3] = v1 + first * x + second * (b * z - c * y);
        into[7] = v2 + first * y + second * (c * x - a * z);
        into[11] = v3 + first * z + second * (a * y - b * x);
    }

    private static void lastRow(double[] into, double corner) {
        into[12] = 0;
        into[13] = 0;
        into[14] = 0;
        into[15] = corner;
    }
}
