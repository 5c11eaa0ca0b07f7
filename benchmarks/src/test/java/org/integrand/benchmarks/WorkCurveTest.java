package org.integrand.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WorkCurveTest {
    /// A method of order 4: work = 10 error^(-1/4), so the curve is a straight line in logarithms.
    private static WorkCurve ofOrderFour() {
        var curve = new WorkCurve();
        for (double error : new double[] {1e-8, 1e-4, 1e-6, 1e-2}) curve.add(error, 10 * Math.pow(error, -0.25));
        return curve;
    }

    @Test
    void betweenSolvesTheCurveIsStraightInLogarithms() {
        assertThat(ofOrderFour().at(3e-5).orElseThrow()).isCloseTo(10 * Math.pow(3e-5, -0.25), within(1e-9));
        assertThat(ofOrderFour().at(1e-8).orElseThrow()).isCloseTo(1000, within(1e-9));
    }

    @Test
    void outsideOfTheSolvesThereIsNoWork() {
        assertThat(ofOrderFour().at(1e-9)).isEmpty();
        assertThat(ofOrderFour().at(0.1)).isEmpty();
    }

    @Test
    void solvesThatAreDearerAndWorseDoNotCount() {
        var curve = ofOrderFour();
        curve.add(1e-3, 5000);
        curve.add(Double.NaN, 1);
        curve.add(0, 1);
        assertThat(curve.at(3e-5)).isEqualTo(ofOrderFour().at(3e-5));
    }

    @Test
    void theMeanIsGeometric() {
        var mean = new Mean();
        assertThat(mean).hasToString("-");
        mean.add(0.25);
        mean.add(4);
        mean.add(8);
        assertThat(mean).hasToString("2.00");
        assertThat(mean.count()).isEqualTo(3);
    }
}
