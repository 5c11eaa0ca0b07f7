package org.integrand.diffusion.usf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.Step;
import org.integrand.diffusion.sampler.Compatibility;
import org.integrand.diffusion.sampler.Ddim;
import org.integrand.diffusion.sampler.Deis;
import org.integrand.diffusion.sampler.DpmFast;
import org.integrand.diffusion.sampler.DpmSolver;
import org.integrand.diffusion.sampler.DpmSolverSde;
import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.sampler.Ipndm;
import org.integrand.diffusion.sampler.Lowering;
import org.integrand.diffusion.sampler.Method;
import org.integrand.diffusion.sampler.OneFormula;
import org.integrand.diffusion.sampler.Pndm;
import org.integrand.diffusion.sampler.RhoTableau;
import org.integrand.diffusion.sampler.Sampler;
import org.integrand.diffusion.sampler.SolverType;
import org.integrand.diffusion.sampler.StepFormula;
import org.integrand.diffusion.sampler.Stochasticity;
import org.integrand.diffusion.sampler.UniPc;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// The solvers of the literature as schedules: the same decisions that their samplers make, so that the plan of
/// the schedule does what the plan of the sampler does.
///
/// | sampler | as a schedule |
/// |---|---|
/// | DDIM, Euler | order 1 |
/// | DPM-Solver, DPM-Solver++ multistep | full estimation; order 2 relaxed by `dpmsolver-2` unless taylor; the
/// release's order 3 with `half` |
/// | DPM-Solver, DPM-Solver++ singlestep, DPM2, dpm-fast | a stage a step, start points -1, -2, -3 |
/// | UniPC, UniP | full estimation, order 2 relaxed by `unipc-bh1` or `unipc-bh2`, in the corrector too |
/// | DEIS, LMS | full estimation in lambda, t or rho |
/// | EDM's Heun | order 1 in rho with an implicit corrector |
/// | midpoint rule in rho | a single step of order 2 in rho |
///
/// Not in the space, refused with the reason: what draws noise, PNDM and iPNDM of order 2 and more, Runge-Kutta
/// methods whose stages are no polynomial through earlier ones.
public final class KnownSchedules {
    private KnownSchedules() {}

    /// The schedule of a sampler's run.
    /// @throws IllegalArgumentException when the run is not in the space, and as [Sampler#compile]
    public static SolverSchedule of(
            Sampler sampler, NoiseSchedule noise, TimeGrid grid, int steps, double start, double end) {
        return switch (sampler) {
            case Ddim s -> onGrid(noise, grid, steps, start, end, s.denoiseToZero(), false, ddim(s.prediction()));
            case DpmSolver s
            when s.method() == Method.MULTISTEP ->
                onGrid(
                        noise,
                        grid,
                        steps,
                        start,
                        end,
                        s.denoiseToZero(),
                        s.analyticFirst(),
                        dpmSolver(s.prediction(), s.order(), s.solverType(), s.compatibility(), s.lowering()));
            case DpmSolver s ->
                staged(
                        s.compile(noise, grid, steps, start, end),
                        s.denoiseToZero() || grid.toZero(),
                        s.analyticFirst(),
                        new SingleSteps(form(s.prediction()), s.solverType(), Interpolation.LAMBDA));
            case DpmFast s
            when s.eta() == 0 ->
                staged(
                        s.compile(noise, grid, steps, start, end),
                        s.denoiseToZero() || grid.toZero(),
                        false,
                        new SingleSteps(Form.NOISE, SolverType.DPMSOLVER, Interpolation.LAMBDA));
            case UniPc s -> onGrid(noise, grid, steps, start, end, s.denoiseToZero(), s.analyticFirst(), uniPc(s));
            case Deis s -> {
                boolean toZero = s.denoiseToZero() || grid.toZero();
                if (toZero && s.degree() > 0 && s.variable() == Interpolation.RHO && s.prediction() == Prediction.NOISE)
                    throw notInSpace(
                            s,
                            "its last step to zero noise is of order " + (s.degree() + 1)
                                    + ", a schedule's is of order 1; expected an end with noise");
                var rule = deis(s.variable(), s.degree(), s.prediction(), s.lowering());
                yield onGrid(
                        noise, grid, steps, start, end, toZero, s.analyticFirst(), toZero ? rule.countingZero() : rule);
            }
            case OneFormula s -> oneFormula(s, noise, grid, steps, start, end);
            case Ipndm s
            when s.order() == 1 ->
                onGrid(noise, grid, steps, start, end, s.denoiseToZero(), s.analyticFirst(), ddim(Prediction.NOISE));
            case Ipndm s ->
                throw notInSpace(
                        s,
                        "its weights are those of even steps whatever the steps are, no polynomial through the points;"
                                + " deis-rhoab of the same order is the nearest");
            case Pndm s -> throw notInSpace(s, "as ipndm, its weights are those of even steps whatever the steps are");
            case DpmSolverSde s -> throw notInSpace(s, "it draws noise, a schedule is deterministic");
            case DpmFast s -> throw notInSpace(s, "with eta > 0 it draws noise, a schedule is deterministic");
            default -> throw notInSpace(sampler, "its steps are no exponential integrators of one polynomial");
        };
    }

    static Form form(Prediction prediction) {
        return prediction == Prediction.DATA ? Form.DATA : Form.NOISE;
    }

    static IllegalArgumentException notInSpace(Sampler sampler, String reason) {
        return new IllegalArgumentException(sampler.name() + " is no solver schedule: " + reason);
    }

    static MultistepRule ddim(Prediction prediction) {
        return new MultistepRule(form(prediction), Interpolation.LAMBDA, 1, Lowering.NEVER);
    }

    static MultistepRule dpmSolver(
            Prediction prediction, int order, SolverType type, Compatibility whose, Lowering lowering) {
        var rule = new MultistepRule(form(prediction), Interpolation.LAMBDA, order, lowering);
        if (type == SolverType.DPMSOLVER) rule = rule.secondOrder(Relaxation.DPM_SOLVER_2);
        return whose == Compatibility.RELEASE ? rule.secondDerivative(Relaxation.HALF) : rule;
    }

    static MultistepRule uniPc(UniPc s) {
        var relaxation = s.variant() == UniPc.Variant.BH1 ? Relaxation.UNIPC_BH1 : Relaxation.UNIPC_BH2;
        var rule = new MultistepRule(form(s.prediction()), Interpolation.LAMBDA, s.order(), s.lowering())
                .secondOrder(relaxation);
        return s.corrector() ? rule.corrected(relaxation, s.uncorrected()) : rule;
    }

    static MultistepRule deis(Interpolation variable, int degree, Prediction prediction, Lowering lowering) {
        return new MultistepRule(form(prediction), variable, degree + 1, lowering);
    }

    private static SolverSchedule onGrid(
            NoiseSchedule noise,
            TimeGrid grid,
            int steps,
            double start,
            double end,
            boolean denoise,
            boolean guess,
            MultistepRule rule) {
        List<NoiseLevel> levels = TimeGrid.levels(noise, grid.points(noise, start, end, steps), false);
        return new SolverSchedule(
                start, rule.steps(levels), guess ? FirstValue.UNIT : FirstValue.MODEL, denoise || grid.toZero());
    }

    /// The times of stages are read off the sampler's plan.
    private static SolverSchedule staged(Plan plan, boolean denoise, boolean guess, SingleSteps rule) {
        List<Step> steps = denoise ? plan.steps().subList(0, plan.steps().size() - 1) : plan.steps();
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            List<NoiseLevel> stages = new ArrayList<>(step.instructions().stream()
                    .filter(Evaluate.class::isInstance)
                    .map(evaluation -> ((Evaluate) evaluation).at())
                    .filter(Predicate.not(step.from()::equals))
                    .toList());
            stages.add(step.to());
            decisions.addAll(rule.step(stages));
        }
        return new SolverSchedule(
                plan.steps().getFirst().from().t(), decisions, guess ? FirstValue.UNIT : FirstValue.MODEL, denoise);
    }

    private static SolverSchedule oneFormula(
            OneFormula s, NoiseSchedule noise, TimeGrid grid, int steps, double start, double end) {
        if (drawsNoise(s.stochasticity())) throw notInSpace(s, "it draws noise, a schedule is deterministic");
        boolean toZero = s.denoiseToZero() || grid.toZero();
        return switch (s.formula()) {
            case StepFormula.Euler(Prediction prediction) ->
                onGrid(
                        noise,
                        grid,
                        steps,
                        start,
                        end,
                        toZero,
                        s.analyticFirst(),
                        ddim(noise.at(start).signalless() ? Prediction.DATA : prediction));
            case StepFormula.RungeKutta(RhoTableau tableau)
            when tableau == RhoTableau.EULER_1 ->
                onGrid(noise, grid, steps, start, end, toZero, s.analyticFirst(), ddim(Prediction.NOISE));
            case StepFormula.RungeKutta(RhoTableau tableau)
            when tableau == RhoTableau.HEUN_2 ->
                onGrid(
                        noise,
                        grid,
                        steps,
                        start,
                        end,
                        toZero,
                        s.analyticFirst(),
                        new MultistepRule(Form.NOISE, Interpolation.RHO, 1, Lowering.NEVER).askedAgain());
            case StepFormula.RungeKutta(RhoTableau tableau)
            when tableau == RhoTableau.MIDPOINT_2 ->
                staged(
                        s.compile(noise, grid, steps, start, end),
                        toZero,
                        s.analyticFirst(),
                        new SingleSteps(Form.NOISE, SolverType.TAYLOR, Interpolation.RHO));
            case StepFormula.RungeKutta(RhoTableau tableau) ->
                throw notInSpace(s, "the stages of " + tableau.spelling() + " are no polynomials through earlier ones");
            case StepFormula.TwoStages(Prediction prediction, double _) ->
                staged(
                        s.compile(noise, grid, steps, start, end),
                        toZero,
                        s.analyticFirst(),
                        new SingleSteps(form(prediction), SolverType.DPMSOLVER, Interpolation.LAMBDA));
            case StepFormula.TwoStagesSde _ -> throw notInSpace(s, "it draws noise, a schedule is deterministic");
        };
    }

    private static boolean drawsNoise(Stochasticity stochasticity) {
        return switch (stochasticity) {
            case Stochasticity.None _ -> false;
            case Stochasticity.Churn churn -> churn.amount() > 0;
            case Stochasticity.Ancestral ancestral -> ancestral.eta() > 0;
        };
    }
}
