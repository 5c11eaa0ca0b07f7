package org.integrand.engine.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.method.implicit.Esdirk;
import org.integrand.engine.method.implicit.Radau5;
import org.integrand.engine.method.reversible.ReversibleMethod;
import org.integrand.engine.method.stiff.StiffMethods;
import org.junit.jupiter.api.Test;

class LossTest {
    /// l = p_0 y_0 y_1 + t
    private static final RunningLoss EFFORT = new RunningLoss() {
        @Override
        public double value(double t, double[] y, double[] p) {
            return p[0] * y[0] * y[1] + t;
        }

        @Override
        public void gradient(double t, double[] y, double[] p, double[] intoY, double[] intoP) {
            intoY[0] = p[0] * y[1];
            intoY[1] = p[0] * y[0];
            intoP[0] = y[0] * y[1];
        }
    };

    /// phi = p_2 y_1^2
    private static final PointLoss WEIGHTED = new PointLoss() {
        @Override
        public double value(double[] y, double[] p) {
            return p[2] * y[1] * y[1];
        }

        @Override
        public void gradient(double[] y, double[] p, double[] intoY, double[] intoP) {
            intoY[1] = 2 * p[2] * y[1];
            intoP[2] = y[1] * y[1];
        }
    };

    private static final Loss ALL = Loss.at(0, WEIGHTED)
            .and(1.5, PointLoss.squaredDistance(1, 2))
            .and(4.25, WEIGHTED)
            .andAtEnd(PointLoss.component(0))
            .andRunning(EFFORT);

    private static double value(ParametricProblem problem) {
        return Sensitivity.discrete(ExplicitMethods.VERNER9)
                .gradient(problem, ALL, Stepping.tolerance(1e-14, 1e-14))
                .loss();
    }

    private static ParametricProblem moved(int j, double d) {
        var problem = Cases.predators();
        double[] y0 = problem.y0();
        double[] p = problem.p();
        double t1 = problem.t1();
        if (j < 2) y0[j] += d;
        else if (j < 5) p[j - 2] += d;
        else t1 += d;
        return new ParametricProblem(problem.field(), 0, t1, y0, p);
    }

    @Test
    void lossesAtTimesAndRunningOnesAddUpInEveryMode() {
        double[] slopes = new double[6];
        double d = 1e-5;
        for (int j = 0; j < 6; j++) slopes[j] = (value(moved(j, d)) - value(moved(j, -d))) / (2 * d);
        for (Sensitivity mode : List.<Sensitivity>of(
                Sensitivity.discrete(ExplicitMethods.TSIT5),
                Sensitivity.discrete(ExplicitMethods.TSIT5).slots(3),
                Sensitivity.discrete(Esdirk.KVAERNO5),
                Sensitivity.interpolated(ExplicitMethods.DOP853),
                Sensitivity.interpolated(StiffMethods.RODAS5P).checkpoints(5),
                Sensitivity.interpolated(StiffMethods.BDF),
                Sensitivity.backsolve(ExplicitMethods.DOP853),
                Sensitivity.backsolve(Radau5.RADAU5),
                Sensitivity.reversible(ReversibleMethod.coupled(ExplicitMethods.DOP853)),
                Sensitivity.forward(ExplicitMethods.DOP853),
                Sensitivity.forward(Esdirk.KENCARP4))) {
            var gradient = mode.gradient(Cases.predators(), ALL, Stepping.tolerance(1e-10, 1e-10));
            for (int j = 0; j < 6; j++) {
                double found = j < 2 ? gradient.y0()[j] : j < 5 ? gradient.p()[j - 2] : gradient.t1();
                assertThat(Math.abs(found - slopes[j]))
                        .as(mode + ", " + j)
                        .isLessThan(2e-7 * Math.max(1, Math.abs(slopes[j])));
            }
            assertThat(gradient.state()).hasSize(2);
        }
    }

    @Test
    void timeMayRunBackwards() {
        var problem = Cases.predators();
        var back = new ParametricProblem(problem.field(), 3, 0, problem.y0(), problem.p());
        var loss = Loss.at(1, WEIGHTED).andAtEnd(PointLoss.component(1)).andRunning(EFFORT);
        var a = Sensitivity.discrete(ExplicitMethods.DOP853).gradient(back, loss, Stepping.tolerance(1e-13, 1e-13));
        var b = Sensitivity.interpolated(ExplicitMethods.VERNER9)
                .gradient(back, loss, Stepping.tolerance(1e-13, 1e-13));
        assertThat(AgreementTest.difference(a.p(), b.p())).isLessThan(1e-10);
        assertThat(AgreementTest.difference(a.y0(), b.y0())).isLessThan(1e-10);
    }

    @Test
    void aLossOutsideTheTimesIsRefused() {
        assertThatThrownBy(() -> Sensitivity.discrete(ExplicitMethods.TSIT5)
                        .gradient(Cases.predators(), Loss.at(7, WEIGHTED), Stepping.tolerance(1e-6, 1e-6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("time 7.0 of a loss: expected one of 0.0 ... 6.0");
    }

    @Test
    void parametersOfAnotherNumberAreRefused() {
        assertThatThrownBy(() -> new ParametricProblem(new Cases.Predators(), 0, 1, new double[2], new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameters: 2 numbers: expected as many as the field has, 3");
    }
}
