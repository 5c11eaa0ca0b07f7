package org.integrand.engine.method.stochastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.integrand.engine.method.stochastic.NoisyProblems.end;
import static org.integrand.engine.method.stochastic.StochasticMethods.eulerMaruyama;
import static org.integrand.engine.method.stochastic.StochasticMethods.heun;
import static org.integrand.engine.method.stochastic.StochasticMethods.milstein;
import static org.integrand.engine.method.stochastic.StochasticMethods.sra1;
import static org.integrand.engine.method.stochastic.StochasticMethods.sra3;

import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import org.integrand.engine.method.StructuredMethod;
import org.integrand.engine.problem.StructuredProblem;
import org.junit.jupiter.api.Test;

/// Slopes of the error of E y(1)^2. The exact solution on the same path is subtracted path by path, which leaves
/// little variance; the slopes are claimed within four of their standard errors.
class WeakOrderTest {
    @Test
    void theErrorsOfSecondMomentsFallWithTheWeakOrder() {
        check(1, NoisyProblems::geometric, eulerMaruyama(), NoisyProblems::geometricExact);
        check(1, NoisyProblems::geometric, milstein(), NoisyProblems::geometricExact);
        check(1, NoisyProblems::gudermann, heun(), NoisyProblems::gudermannExact);
        check(2, NoisyProblems::fading, sra1(), NoisyProblems::fadingExact);
        check(2, NoisyProblems::fading, sra3(), NoisyProblems::fadingExact);
    }

    private static <P extends StructuredProblem<P>> void check(
            double order, LongFunction<P> problems, StructuredMethod<P> method, ToDoubleFunction<P> exact) {
        double[] coarse = error(problems, method, exact, 0.25);
        double[] fine = error(problems, method, exact, 0.0625);
        double slope = Math.log(coarse[0] / fine[0]) / Math.log(4);
        double uncertainty = Math.hypot(coarse[1] / coarse[0], fine[1] / fine[0]) / Math.log(4);
        assertThat(uncertainty).as(method.name()).isLessThan(0.1);
        assertThat(slope)
                .as("%s, +- %s", method.name(), uncertainty)
                .isBetween(order - 0.2 - 4 * uncertainty, order + 0.2 + 4 * uncertainty);
    }

    /// |mean of y_h^2 - y^2|, and its standard error
    private static <P extends StructuredProblem<P>> double[] error(
            LongFunction<P> problems, StructuredMethod<P> method, ToDoubleFunction<P> exact, double h) {
        int paths = 3000;
        double sum = 0;
        double squares = 0;
        for (long path = 0; path < paths; path++) {
            P problem = problems.apply(path);
            double y = end(problem, method, h);
            double truth = exact.applyAsDouble(problem);
            double difference = y * y - truth * truth;
            sum += difference / paths;
            squares += difference * difference / paths;
        }
        return new double[] {Math.abs(sum), Math.sqrt((squares - sum * sum) / paths)};
    }
}
