package org.integrand.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.usf.KnownSchedules;
import org.integrand.diffusion.usf.ScheduleCompiler;
import org.integrand.diffusion.usf.SolverSchedule;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

/// Every sampler that is a solver schedule, and every reason why one is not.
class SamplersAsSchedulesTest {
    private static final List<NoiseSchedule> SCHEDULES =
            List.of(Samplers.VP, Samplers.SCHEDULES.get(4), Samplers.SCHEDULES.get(6));
    private static final List<TimeGrid> GRIDS = List.of(TimeGrid.logSnr(), TimeGrid.uniform());

    private static boolean known(Sampler sampler) {
        return switch (sampler) {
            case Ipndm s -> s.order() == 1;
            case Pndm _ -> false;
            case OneFormula s ->
                !(s.formula() instanceof StepFormula.RungeKutta method)
                        || List.of(RhoTableau.EULER_1, RhoTableau.HEUN_2, RhoTableau.MIDPOINT_2)
                                .contains(method.tableau());
            default -> true;
        };
    }

    private static List<Sampler> more() {
        List<Sampler> all = new ArrayList<>(Samplers.samplers());
        for (Lowering lowering : Lowering.values()) {
            all.add(DpmSolver.plusPlus(Method.MULTISTEP, 3).with(lowering));
            all.add(new UniPc(3, Prediction.NOISE).with(lowering));
            all.add(new Deis(Interpolation.TIME, 3, Prediction.NOISE, lowering, false, false));
        }
        all.add(DpmSolver.noise(Method.SINGLESTEP, 3).withAnalyticFirst(true).withDenoiseToZero(true));
        all.add(DpmSolver.plusPlus(Method.MULTISTEP, 2).withAnalyticFirst(true).withDenoiseToZero(true));
        all.add(new UniPc(2, UniPc.Variant.BH1, Prediction.DATA, Lowering.NEVER, true, List.of(1), true, true));
        all.add(new Deis(Interpolation.LAMBDA, 2, Prediction.DATA, Lowering.ALWAYS, true, true));
        all.add(new OneFormula("2S", new StepFormula.TwoStages(Prediction.DATA, 0.3)).withDenoiseToZero(true));
        return all;
    }

    @Test
    void everyOneGivesTheSampleOfItsScheduleByTheSameWork() {
        for (NoiseSchedule schedule : SCHEDULES)
            for (TimeGrid grid : GRIDS)
                for (int steps = 3; steps <= 11; steps += 2)
                    for (Sampler sampler : more()) if (known(sampler)) compare(sampler, schedule, grid, steps);
    }

    /// All remainders of single steps: 3 ... 3 2 1, 3 ... 3 1, 3 ... 3 2.
    @Test
    void singleStepsHaveTheOrdersOfTheSolverForAnyNumberOfEvaluations() {
        for (int evaluations = 1; evaluations <= 13; evaluations++)
            for (TimeGrid grid : GRIDS)
                for (SolverType type : SolverType.values())
                    for (int order = 2; order <= 3; order++) {
                        compare(DpmSolver.noise(Method.SINGLESTEP, order).with(type), Samplers.VP, grid, evaluations);
                        compare(
                                DpmSolver.plusPlus(Method.SINGLESTEP, order).with(type),
                                Samplers.VP,
                                grid,
                                evaluations);
                    }
        assertThat(schedule(DpmSolver.noise(Method.SINGLESTEP, 3), 6).steps().stream()
                        .map(step -> step.start())
                        .toList())
                .containsExactly(-1, -2, -3, -1, -2, -1);
    }

    @Test
    void ordersThreeOfTheReleaseAndOursAreTwoSchedules() {
        var compat = schedule(
                DpmSolver.plusPlus(Method.MULTISTEP, 3)
                        .with(Compatibility.RELEASE)
                        .with(Lowering.NEVER),
                6);
        var exact = schedule(DpmSolver.plusPlus(Method.MULTISTEP, 3).with(Lowering.NEVER), 6);
        assertThat(compat.key()).isNotEqualTo(exact.key()).contains("\"half\"");
    }

    @Test
    void othersAreRefusedWithTheReason() {
        assertThatThrownBy(() -> schedule(new Ipndm(), 6))
                .hasMessageContaining("ipndm is no solver schedule: its weights are those of even steps");
        assertThatThrownBy(() -> schedule(OneFormula.deis(RhoTableau.KUTTA_3), 6))
                .hasMessageContaining("3kutta");
        assertThatThrownBy(() -> schedule(OneFormula.euler().with(new Stochasticity.Ancestral(1, 1)), 6))
                .hasMessageContaining("draws noise");
        assertThatThrownBy(() ->
                        schedule(new Deis(Interpolation.RHO, 2, Prediction.NOISE, Lowering.NEVER, false, true), 6))
                .hasMessageContaining("its last step to zero noise is of order 3");
        for (Sampler sampler : Samplers.stochastic())
            assertThatThrownBy(() -> schedule(sampler, 6)).hasMessageContaining("is no solver schedule");
    }

    private static SolverSchedule schedule(Sampler sampler, int steps) {
        return KnownSchedules.of(sampler, Samplers.VP, TimeGrid.logSnr(), steps, 1, 1e-3);
    }

    private static void compare(Sampler sampler, NoiseSchedule schedule, TimeGrid grid, int wanted) {
        int steps = Samplers.steps(sampler, wanted);
        double end = Samplers.end(schedule);
        Plan expected = sampler.compile(schedule, grid, steps, schedule.tMax(), end);
        SolverSchedule as = KnownSchedules.of(sampler, schedule, grid, steps, schedule.tMax(), end);
        Plan plan = ScheduleCompiler.compile(as, schedule);
        String what = sampler + " " + schedule + " " + grid + " " + steps;
        assertThat(plan.evaluations()).as(what).isEqualTo(as.evaluations()).isEqualTo(expected.evaluations());
        assertThat(plan.instructions().count())
                .as(what)
                .isEqualTo(expected.instructions().count());
        assertThat(plan.registers().size())
                .as(what + "%n%s%n%s", plan, expected)
                .isLessThanOrEqualTo(expected.registers().size());
        assertThat(Toy.difference(run(plan, schedule), run(expected, schedule)))
                .as(what)
                .isLessThan(1e-12 * largest(expected));
    }

    /// The largest coefficient, at least 1: extrapolation over a long step adds up large numbers of both signs.
    private static double largest(Plan plan) {
        return plan.instructions()
                .filter(Instruction.Combine.class::isInstance)
                .flatMap(sum -> ((Instruction.Combine) sum).terms().stream())
                .mapToDouble(term -> Math.abs(term.coefficient()))
                .reduce(1, Math::max);
    }

    private static double[] run(Plan plan, NoiseSchedule schedule) {
        double[] start = Toy.start();
        double size = schedule.sigma(schedule.tMax());
        for (int i = 0; i < start.length; i++) start[i] *= size;
        return new PlanExecutor<>(plan, DoubleSpace.of(start.length))
                .run(Toy.mixture().on(schedule), start);
    }
}
