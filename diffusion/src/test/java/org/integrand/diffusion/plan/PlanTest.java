package org.integrand.diffusion.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Instruction.Draw;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.diffusion.sampler.Ddim;
import org.integrand.diffusion.sampler.DpmSolver;
import org.integrand.diffusion.sampler.Method;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.testkit.Properties;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final NoiseLevel S = VP.at(0.9);
    private static final NoiseLevel T = VP.at(0.5);
    private static final Register M0 = Register.evaluation(0);
    private static final Register M1 = Register.evaluation(1);

    private static Plan small() {
        return DpmSolver.plusPlus(Method.MULTISTEP, 2)
                .withDenoiseToZero(true)
                .compile(VP, TimeGrid.logSnr(), 3, 1, 0.01);
    }

    @Test
    void readsAsATable() {
        assertThat(small().toString()).isEqualToNormalizingNewlines("""
                dpm-solver++ multistep order 2 dpmsolver: 4 steps, 4 evaluations, registers x m0 m1
                   1  t 1.00000    -> 0.677706    m0 = data(x, t 1.00000)
                                                  x  = +0.99516956 x +0.091848749 m0
                   2  t 0.677706   -> 0.188640    m1 = data(x, t 0.677706)
                                                  x  = +0.56065495 x +1.1620842 m1 -0.38736140 m0
                   3  t 0.188640   -> 0.0100000   m0 = data(x, t 0.188640)
                                                  x  = +0.080015020 x +0.93259974 m0
                   4  t 0.0100000  -> 0.00000     m1 = data(x, t 0.0100000)
                                                  x  = +1.0000000 m1
                """);
    }

    @Test
    void comesBackFromJsonToTheLastBit() {
        for (Method method : Method.values())
            for (int order = 1; order <= 3; order++)
                for (var sampler : List.of(DpmSolver.plusPlus(method, order), DpmSolver.noise(method, order))) {
                    Plan plan = sampler.compile(VP, TimeGrid.karras(), 11, 1, 1e-3);
                    assertThat(PlanJson.read(PlanJson.write(plan))).isEqualTo(plan);
                }
    }

    @Test
    void awkwardCoefficientsComeBackToTheLastBit() {
        Properties.check("JSON keeps doubles", 300, gen -> {
            double c = Double.longBitsToDouble(gen.random().nextLong());
            if (!Double.isFinite(c)) return;
            Plan plan = new Plan(
                    "any", Prediction.DATA, List.of(step(eval(M0), new Combine(Register.X, List.of(M0.times(c))))));
            assertThat(PlanJson.read(PlanJson.write(plan))).isEqualTo(plan);
        });
    }

    @Test
    void jsonThatIsNoPlanIsRefusedInOneLine() {
        String json = PlanJson.write(small());
        refused(() -> PlanJson.read("{"), "plan: ");
        refused(() -> PlanJson.read("null"), "plan: the text is null");
        refused(
                () -> PlanJson.read(json.replace("\"m1\"", "\"q7\"")),
                "unknown register 'q7': expected x, u, z, m0, m1, ...");
        refused(() -> PlanJson.read(json.replace("\"steps\"", "\"stepz\"")), "Missing creator property 'steps'");
        refused(() -> PlanJson.read(json.replaceFirst("\"coefficient\":[^}]*", "\"coefficient\":null")), "plan");
        refused(
                () -> PlanJson.read(json.replaceFirst("\"alpha\":[^,]*", "\"alpha\":7")),
                "alpha 7.0: expected 0 ... 1");
        refused(() -> PlanJson.read(json.replace("evaluate", "evalute")), "evalute");
        refused(() -> PlanJson.read(json + "{}"), "plan: ");
    }

    @Test
    void registersHaveNames() {
        for (String name : List.of("x", "x3", "u", "u12", "m0", "m1", "m999"))
            assertThat(Register.named(name)).hasToString(name);
        for (String name : List.of("", "m", "m01", "x0", "y", "m1000", "M1", "m-1"))
            refused(() -> Register.named(name), "unknown register '" + name + "'");
    }

    @Test
    void countsAndNamesWhatItNeeds() {
        Plan plan = DpmSolver.noise(Method.SINGLESTEP_FIXED, 3).compile(VP, TimeGrid.logSnr(), 30, 1, 1e-3);
        assertThat(plan.evaluations()).isEqualTo(30);
        assertThat(plan.registers()).hasToString("[x, u, m0, m1, m2]");
        assertThat(DpmSolver.plusPlus(Method.MULTISTEP, 3)
                        .compile(VP, TimeGrid.logSnr(), 50, 1, 1e-3)
                        .registers())
                .hasToString("[x, m0, m1, m2]");
        assertThat(new Ddim().compile(VP, TimeGrid.logSnr(), 50, 1, 1e-3).registers())
                .hasToString("[x, m0]");
    }

    @Test
    void aPlanThatCannotRunIsRefused() {
        var gap = List.of(step(eval(M0)), new Step(VP.at(0.4), VP.at(0.3), List.of(eval(M0))));
        refused(() -> new Plan("p", Prediction.NOISE, List.of()), "no steps");
        refused(() -> new Plan("p", Prediction.NOISE, gap), "step 2 begins at t 0.4: expected 0.5");
        refused(
                () -> new Plan("p", Prediction.NOISE, List.of(step(new Combine(Register.X, List.of(M1.times(1)))))),
                "step 1 reads register m1 before anything is in it");
        refused(
                () -> new Plan("p", Prediction.NOISE, List.of(step(new Evaluate(M0, Register.U, S)))),
                "step 1 reads register u");
        refused(() -> new Step(S, S, List.of(eval(M0))), "has length 0");
        refused(() -> new Step(S, T, List.of()), "no instructions");
        refused(() -> new Combine(Register.X, List.of()), "no terms");
        refused(() -> new Combine(Register.X, List.of(M0.times(1), M0.times(2))), "occurs twice");
        refused(() -> M0.times(Double.NaN), "coefficient of m0 is NaN");
        refused(() -> M0.times(Double.POSITIVE_INFINITY), "coefficient of m0 is Infinity");
        refused(() -> new Evaluate(M0, Register.X, NoiseLevel.CLEAN), "expected sigma > 0");
        refused(() -> new Evaluate(M0, M0, S), "into itself");
        refused(() -> new Draw(M0, 0, S, T), "draw into m0: expected z");
    }

    @Test
    void aBuilderDoesNotHandOutForgottenEvaluations() {
        var plan = new PlanBuilder("p", Prediction.NOISE, 2);
        plan.step(S, T);
        Evaluation oldest = plan.evaluate(S);
        Evaluation kept = plan.evaluate(T);
        assertThat(oldest.times(2)).isEqualTo(M0.times(2));
        plan.evaluate(T);
        assertThat(kept.times(2)).isEqualTo(M1.times(2));
        assertThatIllegalStateException().isThrownBy(() -> oldest.times(2)).withMessageContaining("longer history");
    }

    @Test
    void aBuilderJoinsAndDropsTerms() {
        var plan = new PlanBuilder("p", Prediction.NOISE, 1);
        plan.step(S, T);
        Evaluation now = plan.evaluate(S);
        plan.advance(0, now.times(1), now.times(2), Register.U.times(0));
        assertThat(plan.build().steps().getFirst().instructions().getLast())
                .isEqualTo(new Combine(Register.X, List.of(M0.times(3))));
    }

    private static Step step(Instruction... instructions) {
        return new Step(S, T, List.of(instructions));
    }

    private static Instruction eval(Register into) {
        return new Evaluate(into, Register.X, S);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
    }
}
