package org.integrand.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.solve.Solver;
import org.junit.jupiter.api.Test;

class OrbitTest {
    @Test
    void orbitsEndWhereTheyBegan() {
        for (Orbit orbit : List.of(Orbit.arenstorf(), Orbit.kepler())) {
            var end = Solver.of(orbit.problem(), ExplicitMethods.TSIT5)
                    .tolerance(1e-13, 1e-13)
                    .solve()
                    .requireEnd();
            assertThat(orbit.error(end.state())).as(orbit.name()).isLessThan(1e-7);
        }
    }
}
