package org.integrand.engine.method.explicit;

/// Dormand-Prince pair of orders 5(4), seven stages, first-same-as-last.
///
/// Source of the pair: J. R. Dormand, P. J. Prince, "A family of embedded Runge-Kutta formulae", J. Comput.
/// Appl. Math. 6 (1980), RK5(4)7M. Source of the dense output (order 4, continuous slope): L. F. Shampine,
/// "Some practical Runge-Kutta formulas", Math. Comp. 46 (1986).
final class DormandPrince54 {
    private static final ContinuousExtension EXTENSION = ContinuousExtension.of(
            row(1, -8048581381.0 / 2820520608.0, 8663915743.0 / 2820520608.0, -12715105075.0 / 11282082432.0),
            row(0, 0, 0, 0),
            row(0, 131558114200.0 / 32700410799.0, -68118460800.0 / 10900136933.0, 87487479700.0 / 32700410799.0),
            row(0, -1754552775.0 / 470086768.0, 14199869525.0 / 1410260304.0, -10690763975.0 / 1880347072.0),
            row(0, 127303824393.0 / 49829197408.0, -318862633887.0 / 49829197408.0, 701980252875.0 / 199316789632.0),
            row(0, -282668133.0 / 205662961.0, 2019193451.0 / 616988883.0, -1453857185.0 / 822651844.0),
            row(0, 40617522.0 / 29380423.0, -110615467.0 / 29380423.0, 69997945.0 / 29380423.0));

    static final ExplicitRungeKutta METHOD = ExplicitRungeKutta.of(
            ButcherTableau.named("dp5")
                    .row(1 / 5.0, 1 / 5.0)
                    .row(3 / 10.0, 3 / 40.0, 9 / 40.0)
                    .row(4 / 5.0, 44 / 45.0, -56 / 15.0, 32 / 9.0)
                    .row(8 / 9.0, 19372 / 6561.0, -25360 / 2187.0, 64448 / 6561.0, -212 / 729.0)
                    .row(1, 9017 / 3168.0, -355 / 33.0, 46732 / 5247.0, 49 / 176.0, -5103 / 18656.0)
                    .row(1, 35 / 384.0, 0, 500 / 1113.0, 125 / 192.0, -2187 / 6784.0, 11 / 84.0)
                    .error(71 / 57600.0, 0, -71 / 16695.0, 71 / 1920.0, -17253 / 339200.0, 22 / 525.0, -1 / 40.0)
                    .orders(5, 4),
            EXTENSION);

    private DormandPrince54() {}

    private static double[] row(double... coefficients) {
        return coefficients;
    }
}
