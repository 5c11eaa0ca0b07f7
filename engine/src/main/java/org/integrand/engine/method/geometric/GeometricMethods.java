package org.integrand.engine.method.geometric;

import java.util.List;

/// The geometric methods of this package, by name. All are symmetric: a step back from where a step led
/// arrives where it came from, up to rounding.
public final class GeometricMethods {
    /// Leapfrog (Stoermer-Verlet), kick-drift-kick, order 2.
    public static final SymplecticComposition LEAPFROG = SymplecticComposition.of("leapfrog", 2, 1);

    /// Leapfrog, drift-kick-drift, order 2: forces in the middle of a step.
    public static final SymplecticComposition LEAPFROG_DRIFT = LEAPFROG.driftFirst();

    /// Order 4, three leapfrogs of lengths w, 1 - 2 w, w with w = 1 / (2 - 2^(1/3)).
    /// Source: H. Yoshida, "Construction of higher order symplectic integrators", Phys. Lett. A 150
    /// (1990); E. Forest, R. D. Ruth, Physica D 43 (1990).
    public static final SymplecticComposition YOSHIDA4 =
            SymplecticComposition.of("yoshida4", 4, 1 / (2 - StrictMath.cbrt(2)));

    /// Order 6, seven leapfrogs. Source: Yoshida 1990, solution A.
    public static final SymplecticComposition YOSHIDA6 =
            SymplecticComposition.of("yoshida6", 6, 0.78451361047756, 0.235573213359357, -1.17767998417887);

    /// Order 8, fifteen leapfrogs. Source: Yoshida 1990, solution D.
    public static final SymplecticComposition YOSHIDA8 = SymplecticComposition.of(
            "yoshida8",
            8,
            0.91484424622974,
            0.253693336566229,
            -1.44485223686048,
            -0.158240635368243,
            1.93813913762276,
            -1.96061023297549,
            0.102799849391985);

    /// Order 4, five leapfrogs, much smaller errors than with three: w, w, 1 - 4 w, w, w with w = 1 /
    /// (4 - 4^(1/3)). Source: M. Suzuki, "Fractal decomposition of exponential operators", Phys. Lett.
    /// A 146 (1990).
    public static final SymplecticComposition SUZUKI4 =
            SymplecticComposition.of("suzuki4", 4, 1 / (4 - StrictMath.cbrt(4)), 1 / (4 - StrictMath.cbrt(4)));

    /// Order 6, nine leapfrogs, small errors. Source: W. Kahan, R.-C. Li, "Composition constants for
    /// raising the orders of unconventional schemes for ordinary differential equations", Math. Comp.
    /// 66 (1997), s9odr6a.
    public static final SymplecticComposition KAHAN_LI6 = SymplecticComposition.of(
            "kahan-li6", 6, 0.3921614440073141, 0.33259913678935943, -0.7062461725576393, 0.0822135962935508);

    /// Order 8, seventeen leapfrogs, small errors. Source: Kahan, Li 1997, s17odr8a.
    public static final SymplecticComposition KAHAN_LI8 = SymplecticComposition.of(
            "kahan-li8",
            8,
            0.13020248308889007,
            0.5611629817751084,
            -0.38947496264484727,
            0.1588419065551556,
            -0.39590389413323757,
            0.1845396409783157,
            0.25837438768632204,
            0.2950117236093103);

    /// Gauss-Radau quadrature of order 15 with the step control of IAS15.
    public static final GaussRadau15 GAUSS_RADAU15 = GaussRadau15.of(1e-9);

    private GeometricMethods() {}

    /// The compositions, by order.
    public static List<SymplecticComposition> compositions() {
        return List.of(LEAPFROG, LEAPFROG_DRIFT, YOSHIDA4, SUZUKI4, YOSHIDA6, KAHAN_LI6, YOSHIDA8, KAHAN_LI8);
    }
}
