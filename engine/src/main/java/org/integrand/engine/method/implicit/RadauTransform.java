package org.integrand.engine.method.implicit;

/// The coefficients of Radau IIA(5) in the form in which its equations fall apart into a real and a complex system:
/// A^-1 = T diag(GAMMA, (ALPHA, -BETA; BETA, ALPHA)) T^-1.
///
/// Source: E. Hairer, G. Wanner, "Solving Ordinary Differential Equations II", IV.5 (the method) and IV.8 (the
/// transformation).
@SuppressWarnings("FloatingPointLiteralPrecision") // the digits of the authors
final class RadauTransform {
    private static final double ROOT6 = Math.sqrt(6);

    /// Nodes.
    static final double[] C = {(4 - ROOT6) / 10, (4 + ROOT6) / 10, 1};

    private static final double CUBE_ROOT3 = Math.cbrt(3);
    private static final double CUBE_ROOT9 = Math.cbrt(9);

    /// The real eigenvalue of A^-1.
    static final double GAMMA = 3 + CUBE_ROOT9 - CUBE_ROOT3;
    /// The complex eigenvalues ALPHA +- i BETA.
    static final double ALPHA = 3 - (CUBE_ROOT9 - CUBE_ROOT3) / 2;

    static final double BETA = Math.sqrt(3) * (CUBE_ROOT9 + CUBE_ROOT3) / 2;

    /// T, by rows; its last row ends in 1, 0.
    static final double[][] T = {
        {9.1232394870892942792e-2, -0.14125529502095420843, -3.0029194105147424492e-2},
        {0.24171793270710701896, 0.20412935229379993199, 0.38294211275726193779},
        {0.96604818261509293619, 1, 0}
    };

    /// T^-1, by rows.
    static final double[][] T_INVERSE = {
        {4.3255798900631553510, 0.33919925181580986954, 0.54177053993587487119},
        {-4.1787185915519047273, -0.32768282076106238708, 0.47662355450055045196},
        {-0.50287263494578687595, 2.5719269498556054292, -0.59603920482822492497}
    };

    /// The error is (GAMMA / h I - J)^-1 (f(t, y) + sum_i ERROR_i Z_i / h), Z_i = Y_i - y.
    static final double[] ERROR = {-(13 + 7 * ROOT6) / 3, (-13 + 7 * ROOT6) / 3, -1 / 3.0};

    private RadauTransform() {}
}
