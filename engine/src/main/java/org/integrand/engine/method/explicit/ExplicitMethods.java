package org.integrand.engine.method.explicit;

import java.util.List;

/// The explicit Runge-Kutta methods of the engine. Those with two orders estimate their error and can choose
/// their steps.
public final class ExplicitMethods {
    /// Explicit Euler, order 1. Source: L. Euler, "Institutiones calculi integralis" I (1768), section 650.
    public static final ExplicitRungeKutta EULER =
            ExplicitRungeKutta.of(ButcherTableau.named("euler").weights(1).order(1));

    /// Explicit midpoint rule, order 2. Source: C. Runge, "Ueber die numerische Aufloesung von
    /// Differentialgleichungen", Math. Ann. 46 (1895).
    public static final ExplicitRungeKutta MIDPOINT = ExplicitRungeKutta.of(
            ButcherTableau.named("midpoint").row(1 / 2.0, 1 / 2.0).weights(0, 1).order(2));

    /// Heun's method of order 2 (explicit trapezoidal rule). Source: K. Heun, "Neue Methoden zur approximativen
    /// Integration der Differentialgleichungen einer unabhaengigen Veraenderlichen", Z. Math. Phys. 45 (1900).
    public static final ExplicitRungeKutta HEUN = ExplicitRungeKutta.of(
            ButcherTableau.named("heun").row(1, 1).weights(1 / 2.0, 1 / 2.0).order(2));

    /// Ralston's method, order 2 with the smallest error bound of that order. Source: A. Ralston, "Runge-Kutta
    /// methods with minimum error bounds", Math. Comp. 16 (1962).
    public static final ExplicitRungeKutta RALSTON = ExplicitRungeKutta.of(ButcherTableau.named("ralston")
            .row(2 / 3.0, 2 / 3.0)
            .weights(1 / 4.0, 3 / 4.0)
            .order(2));

    /// Kutta's method of order 3. Source: W. Kutta, "Beitrag zur naeherungsweisen Integration totaler
    /// Differentialgleichungen", Z. Math. Phys. 46 (1901).
    public static final ExplicitRungeKutta KUTTA3 = ExplicitRungeKutta.of(ButcherTableau.named("kutta3")
            .row(1 / 2.0, 1 / 2.0)
            .row(1, -1, 2)
            .weights(1 / 6.0, 2 / 3.0, 1 / 6.0)
            .order(3));

    /// The classical method of order 4. Source: W. Kutta (1901), as above.
    public static final ExplicitRungeKutta RK4 = ExplicitRungeKutta.of(ButcherTableau.named("rk4")
            .row(1 / 2.0, 1 / 2.0)
            .row(1 / 2.0, 0, 1 / 2.0)
            .row(1, 0, 0, 1)
            .weights(1 / 6.0, 1 / 3.0, 1 / 3.0, 1 / 6.0)
            .order(4));

    /// Bogacki-Shampine pair of orders 3(2), first-same-as-last; its own dense output is the cubic Hermite
    /// interpolant. Source: P. Bogacki, L. F. Shampine, "A 3(2) pair of Runge-Kutta formulas", Appl. Math.
    /// Lett. 2 (1989).
    public static final ExplicitRungeKutta BS3 = ExplicitRungeKutta.of(ButcherTableau.named("bs3")
            .row(1 / 2.0, 1 / 2.0)
            .row(3 / 4.0, 0, 3 / 4.0)
            .row(1, 2 / 9.0, 1 / 3.0, 4 / 9.0)
            .embedded(7 / 24.0, 1 / 4.0, 1 / 3.0, 1 / 8.0)
            .orders(3, 2));

    /// Dormand-Prince pair of orders 5(4) with dense output of order 4: see `DormandPrince54`.
    public static final ExplicitRungeKutta DP5 = DormandPrince54.METHOD;

    /// Tsitouras pair of orders 5(4) with dense output of order 4, the default for non-stiff problems: see
    /// `Tsitouras54`.
    public static final ExplicitRungeKutta TSIT5 = Tsitouras54.METHOD;

    /// Verner's pair of orders 7(6) with dense output of order 6, almost 7: see `Verner76`.
    public static final ExplicitRungeKutta VERNER7 = Verner76.METHOD;

    /// Dormand-Prince method of order 8 with an error estimate of orders 5 and 3 and dense output of order 7:
    /// see `DormandPrince853`.
    public static final ExplicitRungeKutta DOP853 = DormandPrince853.METHOD;

    /// Verner's pair of orders 9(8) with dense output of order 9: see `Verner98`.
    public static final ExplicitRungeKutta VERNER9 = Verner98.METHOD;

    private static final List<ExplicitRungeKutta> ALL =
            List.of(EULER, MIDPOINT, HEUN, RALSTON, KUTTA3, RK4, BS3, DP5, TSIT5, VERNER7, DOP853, VERNER9);

    private ExplicitMethods() {}

    /// All of them, by order.
    public static List<ExplicitRungeKutta> all() {
        return ALL;
    }
}
