package org.integrand.engine.method.geometric;

/// The next step of Gauss-Radau 15, from the derivatives of the acceleration at the end of a step, in
/// units of its length: |a|, |a'|, |a''|, |a'''| of every body. With squares y2, y3, y4, y5 of them,
///
/// tau^2 = max(2 y2 / (y3 + sqrt(y4 y2)), (sqrt(y2 y4) + y3) / (sqrt(y3 y5) + y4)),
///
/// the first from Pham, Rein & Spiegel 2024, the second from S. J. Aarseth, "Direct methods for N-body
/// simulations", 1985; next = h min tau (5040 epsilon)^(1/7).
final class RadauSteps {
    private final double factor;
    private final int perBody;

    RadauSteps(double epsilon, int perBody) {
        factor = StrictMath.pow(5040 * epsilon, 1 / 7.0);
        this.perBody = perBody;
    }

    /// Next length over this one; infinite for bodies without forces.
    double ratio(double[] a0, double[][] b) {
        double least = Double.POSITIVE_INFINITY;
        for (int body = 0; body < a0.length; body += perBody) {
            double y2 = 0;
            double y3 = 0;
            double y4 = 0;
            double y5 = 0;
            for (int i = body; i < body + perBody; i++) {
                double a = a0[i];
                double jerk = 0;
                double snap = 0;
                double crackle = 0;
                for (int k = 6; k >= 0; k--) {
                    a += b[k][i];
                    jerk += (k + 1) * b[k][i];
                    snap += (k + 1) * k * b[k][i];
                    crackle += (k + 1) * k * (k - 1) * b[k][i];
                }
                y2 += a * a;
                y3 += jerk * jerk;
                y4 += snap * snap;
                y5 += crackle * crackle;
            }
            double pham = 2 * y2 / (y3 + Math.sqrt(y4 * y2));
            double aarseth = (Math.sqrt(y2 * y4) + y3) / (Math.sqrt(y3 * y5) + y4);
            double square = Double.isNaN(aarseth) ? pham : Double.isNaN(pham) ? aarseth : Math.max(pham, aarseth);
            if (square > 0) least = Math.min(least, square);
        }
        return Math.sqrt(least) * factor;
    }
}
