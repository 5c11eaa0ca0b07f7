package org.integrand.engine.method.stiff;

import static org.integrand.engine.method.stiff.RosenbrockTableau.row;

/// RODAS of orders 4(3), six stages, L-stable, gamma = 1/4, dense output of order 3. Source: E. Hairer, G.
/// Wanner, "Solving Ordinary Differential Equations II", IV.10, and the authors' code RODAS, whose first set of
/// coefficients this is.
final class Rodas4 {
    private Rodas4() {}

    static final RosenbrockTableau TABLEAU = RosenbrockTableau.named("rodas4", 4)
            .gamma(0.25)
            .alpha(0, 0.386, 0.21, 0.63)
            .d(0.25, -0.1043, 0.1035, -0.0362)
            .a(
                    row(1.544),
                    row(0.9466785280815826, 0.2557011698983284),
                    row(3.314825187068521, 2.896124015972201, 0.9986419139977817),
                    row(1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950))
            .c(
                    row(-5.6688),
                    row(-2.430093356833875, -0.2063599157091915),
                    row(-0.1073529058151375, -9.594562251023355, -20.47028614809616),
                    row(7.496443313967647, -10.24680431464352, -33.99990352819905, 11.70890893206160),
                    row(
                            8.083246795921522,
                            -7.981132988064893,
                            -31.52159432874371,
                            16.31930543123136,
                            -6.058818238834054))
            .dense(
                    row(
                            10.12623508344586,
                            -7.487995877610167,
                            -34.80091861555747,
                            -7.992771707568823,
                            1.025137723295662),
                    row(
                            -0.6762803392801253,
                            6.087714651680015,
                            16.43084320892478,
                            24.76722511418386,
                            -6.594389125716872))
            .build();
}
