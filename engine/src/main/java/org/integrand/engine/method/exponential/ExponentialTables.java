package org.integrand.engine.method.exponential;

import static org.integrand.engine.method.exponential.ExponentialTableau.named;
import static org.integrand.engine.method.exponential.ExponentialTableau.phi;

/// The tables of the exponential Runge-Kutta methods.
final class ExponentialTables {
    private ExponentialTables() {}

    /// Compared with ETDRK2, whose second N is the next step's first.
    static ExponentialTableau etd1() {
        return named("etd1", 1).row(0, phi(1, 1)).error(phi(2, -1, 1)).orders(1, 2);
    }

    /// S. M. Cox, P. C. Matthews, "Exponential time differencing for stiff systems", J. Comput. Phys.
    /// 176 (2002), equation (22); compared with ETD1, its first stage.
    static ExponentialTableau etdrk2() {
        return named("etdrk2", 1)
                .row(0, phi(1, 1))
                .row(0, phi(1, 1), phi(2, -1, 1))
                .error(phi(2, -1, 1))
                .orders(2, 2);
    }

    /// The same paper, equations (26) to (29): the fourth stage goes on from the second.
    static ExponentialTableau etdrk4() {
        return solution(named("etdrk4", 0.5, 1)
                .row(0, phi(1, 0.5))
                .row(0, phi(1, 0, 0.5))
                .row(1, 0, 1, phi(1, -0.5, 0, 1)));
    }

    /// S. Krogstad, "Generalized integrating factor methods for stiff PDEs", J. Comput. Phys. 203
    /// (2005).
    static ExponentialTableau krogstad4() {
        return solution(named("krogstad4", 0.5, 1)
                .row(0, phi(1, 0.5))
                .row(0, phi(1, 0.5), phi(2, -1, 1))
                .row(1, phi(1, 1), phi(2, -2, 0, 2)));
    }

    /// The weights of both, of Kutta's method for L = 0, and those of order 3 which have the new
    /// state's N in place of the fourth stage's: P. Whalen, M. Brio, J. V. Moloney, "Exponential
    /// time-differencing with embedded Runge-Kutta adaptive step control", J. Comput. Phys. 280 (2015).
    private static ExponentialTableau solution(ExponentialTableau.Builder stages) {
        return stages.row(1, phi(1, 1), phi(2, -3, 2, 2, -1), phi(3, 4, -4, -4, 4))
                .error(phi(2, 0, 0, 0, -1, 1), phi(3, 0, 0, 0, 4, -4))
                .orders(4, 4);
    }
}
