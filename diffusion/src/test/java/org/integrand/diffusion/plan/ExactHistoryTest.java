package org.integrand.diffusion.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.model.ReferenceFlow;
import org.integrand.diffusion.sampler.Ddim;
import org.integrand.diffusion.sampler.Deis;
import org.integrand.diffusion.sampler.DpmSolver;
import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.sampler.Ipndm;
import org.integrand.diffusion.sampler.Lowering;
import org.integrand.diffusion.sampler.Method;
import org.integrand.diffusion.sampler.OneFormula;
import org.integrand.diffusion.sampler.RhoTableau;
import org.integrand.diffusion.sampler.Sampler;
import org.integrand.diffusion.sampler.UniPc;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

class ExactHistoryTest {
    private static final VpLinear VP = VpLinear.DEFAULT;

    private static Plan plan(Sampler sampler, int steps) {
        return sampler.compile(VP, TimeGrid.logSnr(), steps, 1, 0.02);
    }

    @Test
    void theNodesOfAPlanAreThoseOfItsFormula() {
        assertThat(ExactHistory.nodes(plan(new Ddim(), 12))).isEqualTo(1);
        assertThat(ExactHistory.nodes(plan(OneFormula.deis(RhoTableau.CLASSICAL_4), 12)))
                .isEqualTo(1);
        assertThat(ExactHistory.nodes(plan(DpmSolver.noise(Method.SINGLESTEP, 3), 12)))
                .isEqualTo(1);
        assertThat(ExactHistory.nodes(plan(new Ipndm(), 12))).isEqualTo(4);
        for (int p = 1; p <= 3; p++)
            assertThat(ExactHistory.nodes(plan(DpmSolver.plusPlus(Method.MULTISTEP, p), 12)))
                    .isEqualTo(p);
        for (int p = 1; p <= 4; p++)
            assertThat(ExactHistory.nodes(plan(new UniPc(p, Prediction.DATA), 12)))
                    .isEqualTo(p);
        for (int q = 0; q <= 3; q++)
            assertThat(ExactHistory.nodes(plan(new Deis(Interpolation.TIME, q), 12)))
                    .isEqualTo(q + 1);
    }

    /// The first p evaluations, a corrector's among them, see the exact states of their times; the next
    /// ones see the sampler's own.
    @Test
    void theFirstEvaluationsAreOnThePathAndNoLaterOne() {
        DiffusionModel<double[]> model = Toy.mixture().on(VP);
        var flow = new ReferenceFlow(VP, model);
        for (Sampler sampler :
                List.of(new UniPc(3, Prediction.DATA).with(Lowering.NEVER), new Deis(Interpolation.RHO, 2))) {
            List<Double> distance = new ArrayList<>();
            var watched = new DiffusionModel<double[]>() {
                @Override
                public Prediction prediction() {
                    return model.prediction();
                }

                @Override
                public void evaluate(double[] x, double t, double[] into) {
                    distance.add(Toy.difference(x, flow.at(1, Toy.start(), t)));
                    model.evaluate(x, t, into);
                }
            };
            var history = ExactHistory.of(plan(sampler, 8), flow, Toy.start());
            assertThat(history.known()).hasSize(2);
            history.run(watched, Toy.start());
            assertThat(distance).hasSize(8);
            assertThat(distance.subList(0, 3)).allSatisfy(d -> assertThat(d).isLessThan(1e-9));
            assertThat(distance.subList(3, 8)).allSatisfy(d -> assertThat(d).isGreaterThan(1e-5));
        }
    }

    @Test
    void aSingleStepMethodRunsAsItDoesWithoutHistory() {
        Plan plan = plan(OneFormula.heun(), 7);
        var model = Toy.mixture().on(VP);
        double[] plain = new PlanExecutor<>(plan, DoubleSpace.of(8)).run(model, Toy.start());
        assertThat(ExactHistory.of(plan, new ReferenceFlow(VP, model), Toy.start())
                        .run(model, Toy.start()))
                .containsExactly(plain);
    }

    @Test
    void moreStatesThanStepsAreRefused() {
        Plan plan = plan(new Ddim(), 2);
        double[] x = Toy.start();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExactHistory<>(plan, DoubleSpace.of(8), List.of(x, x, x)))
                .withMessage("exact history of 3 states: the plan has 2 steps, expected no more states than that");
    }
}
