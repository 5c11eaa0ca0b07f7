package org.integrand.diffusion.inversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction;
import org.integrand.diffusion.plan.Instruction.Affine;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.diffusion.plan.PerComponent;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.plan.PlanJson;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.Step;
import org.integrand.diffusion.sampler.Ddim;
import org.integrand.diffusion.sampler.DpmSolver;
import org.integrand.diffusion.sampler.Lowering;
import org.integrand.diffusion.sampler.Method;
import org.integrand.diffusion.sampler.OneFormula;
import org.integrand.diffusion.sampler.Sampler;
import org.integrand.diffusion.sampler.Stochasticity;
import org.integrand.diffusion.sampler.UniPc;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

class PlanInverseTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final NoiseLevel S = VP.at(0.9);
    private static final NoiseLevel T = VP.at(0.5);
    private static final Register X1 = Register.state(1);
    private static final Register M0 = Register.evaluation(0);
    private static final Register M1 = Register.evaluation(1);

    private static List<TwoWaySampler> exact() {
        return List.of(
                Bidirectional.bdia(0.95),
                Bidirectional.bdiaEdm(0.95, StepMap.HEUN),
                Bidirectional.bdiaEdm(0.95, StepMap.EULER),
                Bidirectional.bdiaTwoStages(0.95),
                Bidirectional.optimal(),
                Bidirectional.leapfrog(),
                new Edict(),
                new Edict(0.9, false));
    }

    private static Plan compiled(Sampler sampler, int steps) {
        return sampler.compile(VP, TimeGrid.uniform(), steps, 1, 1e-3);
    }

    private static List<Instruction> evaluations(Step step) {
        return step.instructions().stream().filter(Evaluate.class::isInstance).toList();
    }

    private static Plan plan(Instruction... instructions) {
        return new Plan("test", Prediction.NOISE, List.of(new Step(S, T, List.of(instructions))));
    }

    @Test
    void stepsAreUndoneInReverseOrderWithTheSameEvaluations() {
        for (var sampler : exact())
            for (int steps = 4; steps <= 5; steps++) {
                Plan plan = compiled(sampler, steps);
                Plan inverse = PlanInverse.of(plan);
                assertThat(inverse.given()).isEqualTo(plan.states());
                assertThat(inverse.steps()).hasSameSizeAs(plan.steps());
                for (int i = 0; i < steps; i++) {
                    Step step = plan.steps().get(i);
                    Step undo = inverse.steps().get(steps - 1 - i);
                    assertThat(undo.from()).isEqualTo(step.to());
                    assertThat(undo.to()).isEqualTo(step.from());
                    assertThat(evaluations(undo)).hasSameElementsAs(evaluations(step));
                }
            }
    }

    @Test
    void theInverseRestoresWhatTheRunBeganWith() {
        double[] start = Toy.start();
        var model = Toy.mixture().on(VP);
        var space = DoubleSpace.of(start.length);
        for (var sampler : exact())
            for (int steps = 9; steps <= 10; steps++) {
                Plan plan = compiled(sampler, steps);
                var end = new PlanExecutor<>(plan, space).runAll(model, List.of(start));
                assertThat(Toy.difference(end.getFirst(), start))
                        .as("%s", sampler)
                        .isGreaterThan(0.01);
                var back = new PlanExecutor<>(PlanInverse.of(plan), space).runAll(model, end);
                assertThat(Toy.difference(back.getFirst(), start))
                        .as("%s", sampler)
                        .isLessThan(1e-11);
            }
    }

    @Test
    void theInverseOfTheInverseIsThePlanButForRounding() {
        for (var sampler : exact()) {
            Plan plan = sampler.decode(VP, TimeGrid.uniform().levels(VP, 1, 1e-3, 6));
            Plan twice = PlanInverse.of(PlanInverse.of(plan));
            double[][] starts = {Toy.start(), {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8}};
            var space = DoubleSpace.of(8);
            var model = Toy.mixture().on(VP);
            var once = new PlanExecutor<>(plan, space).runAll(model, List.of(starts));
            var again = new PlanExecutor<>(twice, space).runAll(model, List.of(starts));
            for (int k = 0; k < 2; k++)
                assertThat(Toy.difference(again.get(k), once.get(k))).isLessThan(1e-13);
        }
    }

    @Test
    void anInverseIsDataLikeAnyPlan() {
        Plan inverse = PlanInverse.of(compiled(new Edict(), 3));
        assertThat(PlanJson.read(PlanJson.write(inverse))).isEqualTo(inverse);
    }

    @Test
    void factorsForComponentsAreUndoneToo() {
        Plan plan = plan(
                new Combine(X1, List.of(Register.X.times(1))),
                new Affine(
                        Register.X,
                        List.of(
                                new Affine.Part(X1, PerComponent.of(0.5)),
                                new Affine.Part(Register.X, PerComponent.of(2, -4))),
                        PerComponent.of(1, 3)));
        double[] start = {0.25, -3, 7, 11};
        var space = DoubleSpace.of(4);
        var model = Toy.mixture().on(VP);
        var end = new PlanExecutor<>(plan, space).runAll(model, List.of(start));
        assertThat(new PlanExecutor<>(PlanInverse.of(plan), space)
                        .runAll(model, end)
                        .getFirst())
                .containsExactly(start);
        assertThat(Amplification.of(plan).factor()).isEqualTo(1);
    }

    private static void assertRefused(Plan plan, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanInverse.of(plan))
                .withMessageContaining(message);
    }

    @Test
    void samplersThatCannotBeUndoneAreRefusedWithTheReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanInverse.of(compiled(new Ddim(), 2)))
                .withMessage("step 1 from t 1.0 to 0.5005 cannot be undone: the sum into x uses an evaluation of x"
                        + " itself, which is not known when it is undone");
        assertRefused(compiled(DpmSolver.plusPlus(Method.MULTISTEP, 2), 4), "cannot be undone: ");
        assertRefused(
                compiled(
                        new UniPc(
                                2, UniPc.Variant.BH2, Prediction.NOISE, Lowering.ALWAYS, true, List.of(), false, false),
                        4),
                "cannot be undone: ");
        assertRefused(
                compiled(OneFormula.euler().with(new Stochasticity.Ancestral(1, 1)), 4),
                "cannot be undone: it draws noise");
    }

    @Test
    void aStepIsRefusedThatLosesWhatItNeeds() {
        var ask = new Evaluate(M0, Register.X, S);
        var copy = new Combine(X1, List.of(Register.X.times(1)));
        assertRefused(
                plan(copy, ask, new Combine(X1, List.of(Register.X.times(1), M0.times(1)))),
                "it overwrites x1 and keeps nothing of what was there");
        assertRefused(plan(copy, ask, new Combine(X1, List.of(X1.times(0), M0.times(1)))), "it overwrites x1");
        assertRefused(
                plan(
                        copy,
                        ask,
                        new Combine(Register.X, List.of(Register.X.times(2), X1.times(1))),
                        new Combine(X1, List.of(X1.times(1), M0.times(1)))),
                "it changes x after having used it for what the sum into x1 needs");
        var two = new Plan(
                "two",
                Prediction.NOISE,
                List.of(
                        new Step(S, T, List.of(copy, ask)),
                        new Step(T, VP.at(0.1), List.of(new Combine(X1, List.of(X1.times(1), M0.times(1)))))));
        assertRefused(two, "step 2 from t 0.5 to 0.1 cannot be undone: it uses m0 of an earlier step");
    }

    @Test
    void stagesAreComputedAgainBeforeTheyAreNeeded() {
        Plan plan = plan(
                new Combine(X1, List.of(Register.X.times(1))),
                new Evaluate(M0, Register.X, S),
                new Combine(Register.U, List.of(Register.X.times(1), M0.times(0.1))),
                new Evaluate(M1, Register.U, T),
                new Combine(X1, List.of(X1.times(0.5), M1.times(0.3))),
                new Evaluate(M0, X1, T),
                new Combine(Register.X, List.of(Register.X.times(0.5), M0.times(0.2))));
        double[] start = Toy.start();
        var space = DoubleSpace.of(start.length);
        var model = Toy.mixture().on(VP);
        var end = new PlanExecutor<>(plan, space).runAll(model, List.of(start));
        var back = new PlanExecutor<>(PlanInverse.of(plan), space).runAll(model, end);
        assertThat(Toy.difference(back.get(0), start)).isLessThan(1e-14);
        assertThat(Toy.difference(back.get(1), start)).isLessThan(1e-14);
    }
}
