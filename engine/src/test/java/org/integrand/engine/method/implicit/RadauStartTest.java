package org.integrand.engine.method.implicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.integrand.engine.Problems;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.Tolerance;
import org.junit.jupiter.api.Test;

class RadauStartTest {
    @Test
    void thePastIsThePolynomialOfTheStepWithTheSlopeOfTheFieldAtItsEnd() {
        var problem = Problems.rigidBody().problem();
        var start = begun(problem, 1e-13);
        double h = 1e-3;
        assertThat(start.attempt(0, h)).isPositive();
        double[][] z = past(start, 3);
        double[] y = new double[3];
        for (double theta : new double[] {0, 0.2, 0.5, 0.9, 1}) {
            start.interpolant().at(theta * h, y);
            double x = theta - 1;
            for (int i = 0; i < 3; i++)
                assertThat(z[0][i] + x * (z[1][i] + x * (z[2][i] + x * z[3][i])))
                        .isCloseTo(y[i], within(1e-15));
        }
        double[] slope = new double[3];
        problem.field().evaluate(h, z[0], slope);
        for (int i = 0; i < 3; i++) assertThat(z[1][i]).isCloseTo(h * slope[i], within(1e-17));
    }

    @Test
    void itsLengthsLeadFromOnePointOfThePolynomialToTheNextAndToTheStart() {
        double[] lengths = RadauStart.lengths();
        assertThat(1 - lengths[0]).isCloseTo(RadauTransform.C[1], within(1e-15));
        assertThat(1 - lengths[0] - lengths[1]).isCloseTo(RadauTransform.C[0], within(1e-15));
        assertThat(lengths[0] + lengths[1] + lengths[2]).isCloseTo(1, within(1e-15));
    }

    @Test
    void theEstimateIsThatOfThePolynomial() {
        VectorField<double[]> field = (t, _, into) -> into[0] = t * t * t / 6; // y = t^4 / 24
        var start = begun(new InitialValueProblem<>(DoubleSpace.of(1), field, 0, 1, new double[] {0}), 1);
        assertThat(start.attempt(0, 1)).isCloseTo(0.00458, within(5e-6));
        double largest = 0;
        double[] y = new double[1];
        for (double t = 0; t <= 1; t += 1.0 / 1024) {
            start.interpolant().at(t, y);
            largest = Math.max(largest, Math.abs(y[0] - t * t * t * t / 24));
        }
        assertThat(largest).isBetween(0.00112, 0.00113);
        assertThat(past(start, 1)[0][0]).isCloseTo(1 / 24.0, within(1e-16));
    }

    /// The slope at the start is a billion times what the state is off there.
    @Test
    void whatAStiffComponentIsOffAtTheStartIsNotMultipliedByTheStiffness() {
        double off = 1e-3;
        VectorField<double[]> field = (_, y, into) -> into[0] = -1e9 * y[0];
        var start = begun(new InitialValueProblem<>(DoubleSpace.of(1), field, 0, 1, new double[] {off}), 1e-3);
        assertThat(start.attempt(0, 1)).isLessThan(1);
        double[][] z = past(start, 1);
        assertThat(z[0][0]).isCloseTo(0, within(1e-8 * off));
        double[] through = {0, -3, -12, -10}; // the cubic of 1 at 0 and of 0 at the three nodes
        for (int j = 1; j <= 3; j++) assertThat(z[j][0]).isCloseTo(through[j] * off, within(1e-6 * off));
    }

    private static RadauStart begun(InitialValueProblem<double[]> problem, double tolerance) {
        return new RadauStart(problem, Jacobian.dense().system(problem), Tolerance.of(tolerance, 0));
    }

    private static double[][] past(RadauStart start, int n) {
        double[][] z = new double[RadauStart.ORDER + 1][n];
        start.derivatives(z);
        return z;
    }
}
