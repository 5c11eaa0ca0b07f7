package org.integrand.engine.method.implicit;

/// The methods of A. Kvaerno, "Singly diagonally implicit Runge-Kutta methods with an explicit first stage", BIT 44
/// (2004),
/// those that go on with the last stage: the one before it is the embedded solution.
///
/// The stages of the second cannot tell the terms of order 4 apart (their conditions have rank 4, and no solution), so
/// that its dense output stays a cubic.
@SuppressWarnings("FloatingPointLiteralPrecision") // the digits of the paper
final class KvaernoTables {
    private KvaernoTables() {}

    static EsdirkTableau three() {
        double g = 0.43586652150845899942; // a root of 6 g^3 - 18 g^2 + 9 g - 1: the last stage is L-stable
        return EsdirkTableau.named("kvaerno3", g)
                .row(g)
                .row((-4 * g * g + 6 * g - 1) / (4 * g), (1 - 2 * g) / (4 * g))
                .row((6 * g - 1) / (12 * g), 1 / (12 * g * (1 - 2 * g)), (6 * g * g - 6 * g + 1) / (3 - 6 * g))
                .embeddedIsTheStageBefore()
                .orders(3, 2);
    }

    static EsdirkTableau four() {
        double g = 0.57281606248213485541; // a root of 24 g^4 - 96 g^3 + 72 g^2 - 16 g + 1, as above
        double p = (12 * g - 6) * g + 1;
        double q = (12 * g - 9) * g + 2;
        double r = 3 * g - 1;
        double u = (6 * g - 6) * g + 1;
        return EsdirkTableau.named("kvaerno4", g)
                .row(g)
                .row(
                        ((((144 * g - 180) * g + 81) * g - 15) * g + 1) * g / (p * p),
                        (((-36 * g + 39) * g - 15) * g + 2) * g / (p * p))
                .row(
                        (((((-144 * g + 396) * g - 330) * g + 117) * g - 18) * g + 1) / (12 * g * g * q),
                        ((((72 * g - 126) * g + 69) * g - 15) * g + 1) / (12 * g * g * r),
                        -u * p * p / (12 * g * g * q * r))
                .row(
                        ((((288 * g - 312) * g + 120) * g - 18) * g + 1) / (48 * g * g * q),
                        ((24 * g - 12) * g + 1) / (48 * g * g * r),
                        -p * p * p / (48 * g * g * r * q * u),
                        (((-24 * g + 36) * g - 12) * g + 1) / (4 * u))
                .embeddedIsTheStageBefore()
                .orders(4, 3);
    }

    static EsdirkTableau five() {
        return EsdirkTableau.named("kvaerno5", 0.26)
                .row(0.26)
                .row(0.13, 0.84033320996790809)
                .row(0.22371961478320505, 0.47675532319799699, -0.06470895363112615)
                .row(0.16648564323248321, 0.10450018841591720, 0.03631482272098715, -0.13090704451073998)
                .row(0.13855640231268224, 0, -0.04245337201752043, 0.02446657898003141, 0.61943039072480676)
                .row(
                        0.13659751177640291,
                        0,
                        -0.05496908796538376,
                        -0.04118626728321046,
                        0.62993304899016403,
                        0.06962479448202728)
                .embeddedIsTheStageBefore()
                .quartic(
                        -0.48424934964585916,
                        0,
                        0.99217470118034615,
                        -0.62410803310215611,
                        1.3801004273784251,
                        -0.63195887290537786,
                        -0.63195887290537786)
                .orders(5, 4);
    }
}
