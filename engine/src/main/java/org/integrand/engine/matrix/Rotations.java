package org.integrand.engine.matrix;

/// Exponential and logarithm between so(3) and SO(3): hat(w) v = w x v, theta = |w|,
///
/// e^hat(w) = I + sin(theta)/theta hat(w) + (1 - cos(theta))/theta^2 hat(w)^2   (Rodrigues),
///
/// both through the unit quaternion (cos(theta/2), sin(theta/2) w/theta): to rounding at every angle,
/// also near pi, where formulas with the trace lose half of the digits. Matrices are 3 x 3, row by row.
public final class Rotations {
    /// below this angle power series, which end below rounding, instead of quotients of differences
    private static final double SMALL = 0.5;

    private Rotations() {}

    /// into = e^hat(w) for the skew matrix `x` = hat(w), whose symmetric part is not looked at; `into`
    /// may be `x`.
    public static void exp(double[] x, double[] into) {
        double a = (x[7] - x[5]) / 2;
        double b = (x[2] - x[6]) / 2;
        double c = (x[3] - x[1]) / 2;
        exp(a, b, c, 3, into);
    }

    /// The upper left 3 x 3 block of `into`, of rows of length `stride`, = e^hat((a, b, c)).
    static void exp(double a, double b, double c, int stride, double[] into) {
        double theta = angle(a, b, c);
        double s = theta == 0 ? 0.5 : StrictMath.sin(theta / 2) / theta;
        double w = StrictMath.cos(theta / 2);
        double i = s * a;
        double j = s * b;
        double k = s * c;
        into[0] = 1 - 2 * (j * j + k * k);
        into[1] = 2 * (i * j - w * k);
        into[2] = 2 * (i * k + w * j);
        into[stride] = 2 * (i * j + w * k);
        into[stride + 1] = 1 - 2 * (i * i + k * k);
        into[stride + 2] = 2 * (j * k - w * i);
        into[2 * stride] = 2 * (i * k - w * j);
        into[2 * stride + 1] = 2 * (j * k + w * i);
        into[2 * stride + 2] = 1 - 2 * (i * i + j * j);
    }

    /// into = hat(w), |w| <= pi, with e^hat(w) = the rotation `r`; at angle pi one of the two. `into` may be `r`.
    public static void log(double[] r, double[] into) {
        log(r, 3, into);
    }

    /// The same between the upper left blocks of matrices with rows of length `stride`.
    static void log(double[] r, int stride, double[] into) {
        double xx = r[0];
        double yy = r[stride + 1];
        double zz = r[2 * stride + 2];
        double wi = r[2 * stride + 1] - r[stride + 2];
        double wj = r[2] - r[2 * stride];
        double wk = r[stride] - r[1];
        double ij = r[1] + r[stride];
        double ik = r[2] + r[2 * stride];
        double jk = r[stride + 2] + r[2 * stride + 1];
        // four times the quaternion times its largest component (Shepperd 1978)
        double w;
        double i;
        double j;
        double k;
        double trace = xx + yy + zz;
        if (trace >= xx && trace >= yy && trace >= zz) {
            w = 1 + trace;
            i = wi;
            j = wj;
            k = wk;
        } else if (xx >= yy && xx >= zz) {
            w = wi;
            i = 1 + xx - yy - zz;
            j = ij;
            k = ik;
        } else if (yy >= zz) {
            w = wj;
            i = ij;
            j = 1 + yy - xx - zz;
            k = jk;
        } else {
            w = wk;
            i = ik;
            j = jk;
            k = 1 + zz - xx - yy;
        }
        double sine = angle(i, j, k);
        double sign = w < 0 ? -1 : 1;
        double factor = sine == 0 ? 0 : sign * 2 * StrictMath.atan2(sine, Math.abs(w)) / sine;
        hat(factor * i, factor * j, factor * k, stride, into);
    }

    /// The upper left 3 x 3 block of `into` = hat((a, b, c)).
    static void hat(double a, double b, double c, int stride, double[] into) {
        into[0] = 0;
        into[1] = -c;
        into[2] = b;
        into[stride] = c;
        into[stride + 1] = 0;
        into[stride + 2] = -a;
        into[2 * stride] = -b;
        into[2 * stride + 1] = a;
        into[2 * stride + 2] = 0;
    }

    static double angle(double a, double b, double c) {
        double largest = Math.max(Math.abs(a), Math.max(Math.abs(b), Math.abs(c)));
        if (largest == 0) return 0;
        double x = a / largest;
        double y = b / largest;
        double z = c / largest;
        return largest * Math.sqrt(x * x + y * y + z * z);
    }

    /// (1 - (theta/2) cot(theta/2)) / theta^2 = 1/12 + theta^2/720 + ..., what multiplies hat(w)^2 in
    /// the inverse of the derivative of the exponential.
    public static double inverseTangentCoefficient(double theta) {
        if (theta >= SMALL)
            return (1 - theta / 2 * (StrictMath.cos(theta / 2) / StrictMath.sin(theta / 2))) / (theta * theta);
        double x = theta * theta;
        return 1 / 12.0
                + x
                        * (1 / 720.0
                                + x
                                        * (1 / 30240.0
                                                + x
                                                        * (1 / 1209600.0
                                                                + x * (1 / 47900160.0 + x * (691 / 1307674368000.0)))));
    }

    /// (1 - cos(theta)) / theta^2
    static double cosineCoefficient(double theta) {
        if (theta == 0) return 0.5;
        double s = StrictMath.sin(theta / 2) / theta;
        return 2 * s * s;
    }

    /// (theta - sin(theta)) / theta^3
    static double sineCoefficient(double theta) {
        if (theta >= SMALL) return (theta - StrictMath.sin(theta)) / (theta * theta * theta);
        double x = theta * theta;
        return 1 / 6.0
                - x
                        * (1 / 120.0
                                - x
                                        * (1 / 5040.0
                                                - x * (1 / 362880.0 - x * (1 / 39916800.0 - x * (1 / 6227020800.0)))));
    }
}
