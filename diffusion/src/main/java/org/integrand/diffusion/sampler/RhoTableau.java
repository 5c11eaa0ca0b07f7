package org.integrand.diffusion.sampler;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.integrand.engine.method.explicit.ButcherTableau;

/// The Runge-Kutta methods of rhoRK-DEIS: c, a and b of explicit stages for dv / drho = eps.
/// Source: DEIS (arXiv 2204.13902), section 3.3, and the authors' release, which has all but MIDPOINT; the
/// methods themselves are classical (Hairer, Norsett, Wanner, "Solving ODEs I", II.1; Shu, Osher 1988 for
/// 3SSPRK).
public enum RhoTableau {
    /// Euler
    EULER_1(tableau("1euler", 1).weights(1)),
    /// Heun, the trapezoidal rule
    HEUN_2(tableau("2heun", 2).row(1, 1).weights(1 / 2.0, 1 / 2.0)),
    /// explicit midpoint rule
    MIDPOINT_2(tableau("2midpoint", 2).row(1 / 2.0, 1 / 2.0).weights(0, 1)),
    /// Kutta
    KUTTA_3(tableau("3kutta", 3).row(1 / 2.0, 1 / 2.0).row(1, -1, 2).weights(1 / 6.0, 4 / 6.0, 1 / 6.0)),
    /// Ralston
    RALSTON_3(tableau("3ral", 3).row(1 / 2.0, 1 / 2.0).row(3 / 4.0, 0, 3 / 4.0).weights(2 / 9.0, 3 / 9.0, 4 / 9.0)),
    /// Heun of order 3
    HEUN_3(tableau("3heun", 3).row(1 / 3.0, 1 / 3.0).row(2 / 3.0, 0, 2 / 3.0).weights(1 / 4.0, 0, 3 / 4.0)),
    /// van der Houwen
    VAN_DER_HOUWEN_3(tableau("3vdh", 3)
            .row(8 / 15.0, 8 / 15.0)
            .row(2 / 3.0, 1 / 4.0, 5 / 12.0)
            .weights(1 / 4.0, 0, 3 / 4.0)),
    /// strong stability preserving
    SSP_3(tableau("3ssprk", 3).row(1, 1).row(1 / 2.0, 1 / 4.0, 1 / 4.0).weights(1 / 6.0, 1 / 6.0, 2 / 3.0)),
    /// the classical method
    CLASSICAL_4(tableau("4rk", 4)
            .row(1 / 2.0, 1 / 2.0)
            .row(1 / 2.0, 0, 1 / 2.0)
            .row(1, 0, 0, 1)
            .weights(1 / 6.0, 1 / 3.0, 1 / 3.0, 1 / 6.0));

    @SuppressWarnings("ImmutableEnumChecker") // a tableau has no mutators
    final ButcherTableau table;

    RhoTableau(ButcherTableau.Builder table) {
        this.table = table.build();
    }

    private static ButcherTableau.Builder tableau(String name, int order) {
        return ButcherTableau.named(name).order(order);
    }

    /// The method of a spelling.
    /// @throws IllegalArgumentException when there is none
    public static RhoTableau spelled(String name) {
        for (RhoTableau tableau : values()) if (tableau.spelling().equals(name)) return tableau;
        throw new IllegalArgumentException("tableau '" + name + "': expected one of "
                + Arrays.stream(values()).map(RhoTableau::spelling).collect(Collectors.joining(", ")));
    }

    /// The release's name, such as `3kutta`.
    public String spelling() {
        return table.name().toLowerCase(Locale.ROOT);
    }

    /// Order of accuracy.
    public int order() {
        return table.order();
    }

    /// Evaluations a step.
    public int stages() {
        return table.stages();
    }
}
