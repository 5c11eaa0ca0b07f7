package org.integrand.engine.method.explicit;

/// Tsitouras pair of orders 5(4), seven stages, first-same-as-last, with its free interpolant of order 4.
///
/// Source: Ch. Tsitouras, "Runge-Kutta pairs of order 5(4) satisfying only the first column simplifying
/// assumption", Comput. Math. Appl. 62 (2011), tables 1 and section 4. The interpolant is expanded in powers of
/// theta.
final class Tsitouras54 {
    private static final ContinuousExtension EXTENSION = ContinuousExtension.of(
            row(1, -2.763706197274826, 2.9132554618219126, -1.0530884977290216),
            row(0, 0.1317, -0.2234, 0.1017),
            row(0, 3.9302962368947516, -5.941033872131505, 2.490627285651253),
            row(0, -12.411077166933676, 30.33818863028232, -16.548102889244902),
            row(0, 37.50931341651104, -88.1789048947664, 47.37952196281928),
            row(0, -27.896526289197286, 65.09189467479366, -34.87065786149661),
            row(0, 1.5, -4, 2.5));

    static final ExplicitRungeKutta METHOD = ExplicitRungeKutta.of(
            ButcherTableau.named("tsit5")
                    .row(0.161, 0.161)
                    .row(0.327, -0.008480655492356989, 0.335480655492357)
                    .row(0.9, 2.8971530571054935, -6.359448489975075, 4.3622954328695815)
                    .row(
                            0.9800255409045097,
                            5.325864828439257,
                            -11.748883564062828,
                            7.4955393428898365,
                            -0.09249506636175525)
                    .row(
                            1,
                            5.86145544294642,
                            -12.92096931784711,
                            8.159367898576159,
                            -0.071584973281401,
                            -0.028269050394068383)
                    .row(
                            1,
                            0.09646076681806523,
                            0.01,
                            0.4798896504144996,
                            1.379008574103742,
                            -3.290069515436081,
                            2.324710524099774)
                    .error(
                            -0.001780011052225777,
                            -0.0008164344596567469,
                            0.007880878010261995,
                            -0.1447110071732629,
                            0.5823571654525552,
                            -0.45808210592918697,
                            0.015151515151515152)
                    .orders(5, 4),
            EXTENSION);

    private Tsitouras54() {}

    private static double[] row(double... coefficients) {
        return coefficients;
    }
}
