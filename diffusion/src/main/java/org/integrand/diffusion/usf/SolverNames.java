package org.integrand.diffusion.usf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.Term;
import org.integrand.diffusion.sampler.Compatibility;
import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.sampler.Lowering;
import org.integrand.diffusion.sampler.SolverType;
import org.integrand.diffusion.sampler.UniPc;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// Which solvers of the literature a schedule is, whatever its times: those whose decisions at the same times give
/// the same plan, coefficient by coefficient. So a schedule may have several names, or none.
public final class SolverNames {
    /// Two coefficients are the same up to this, in units of the larger one or 1.
    private static final double SAME = 1e-9;

    private static final Map<Lowering, String> LOWERED = new LinkedHashMap<>();

    static {
        LOWERED.put(Lowering.NEVER, "");
        LOWERED.put(Lowering.ALWAYS, ", last orders lowered");
        LOWERED.put(Lowering.LAST_STEP, ", last step of order 1");
    }

    private final NoiseSchedule noise;
    private final SolverSchedule schedule;
    private final List<NoiseLevel> levels;
    private final List<String> names = new ArrayList<>();

    private SolverNames(SolverSchedule schedule, NoiseSchedule noise) {
        this.noise = noise;
        this.schedule = schedule.with(
                schedule.first() == FirstValue.MEAN ? FirstValue.UNIT : schedule.first()); // no solver's own
        this.levels =
                java.util.Arrays.stream(schedule.times()).mapToObj(noise::at).toList();
    }

    /// The names, the usual one first. A guess at the start and a step to zero noise do not matter.
    /// @throws IllegalArgumentException when a time lies outside the noise schedule
    public static List<String> of(SolverSchedule schedule, NoiseSchedule noise) {
        if (schedule.needsStatistics()) return List.of();
        return new SolverNames(schedule, noise).names();
    }

    private List<String> names() {
        List<Decision> steps = schedule.steps();
        if (steps.stream()
                .allMatch(step -> step.order() == 1
                        && step.start() == -1
                        && !step.corrector().present())) return List.of("ddim"); // in either form, in every variable
        Plan plan = ScheduleCompiler.compile(schedule, noise);
        candidates().forEach((name, decisions) -> {
            if (!names.contains(name) && same(plan, decisions)) names.add(name);
        });
        return names;
    }

    private boolean same(Plan plan, Function<List<NoiseLevel>, List<Decision>> decisions) {
        Optional<SolverSchedule> other = legal(decisions);
        return other.isPresent() && same(plan, ScheduleCompiler.compile(other.get(), noise));
    }

    private Optional<SolverSchedule> legal(Function<List<NoiseLevel>, List<Decision>> decisions) {
        List<Decision> steps = decisions.apply(levels);
        return steps.size() == schedule.steps().size() ? Optional.of(schedule.with(steps)) : Optional.empty();
    }

    private Map<String, Function<List<NoiseLevel>, List<Decision>>> candidates() {
        Map<String, Function<List<NoiseLevel>, List<Decision>>> all = new LinkedHashMap<>();
        if (schedule.steps().stream().anyMatch(step -> step.start() != -1)) {
            singleSteps(all);
            return all;
        }
        LOWERED.forEach((lowering, suffix) -> {
            for (Prediction prediction : List.of(Prediction.DATA, Prediction.NOISE)) {
                String solver = prediction == Prediction.DATA ? "dpm-solver++ " : "dpm-solver ";
                String form = prediction == Prediction.DATA ? " data" : " noise";
                for (SolverType type : SolverType.values()) {
                    String taylor = type == SolverType.TAYLOR ? " taylor" : "";
                    for (int order = 2; order <= 3; order++)
                        all.put(
                                solver + order + "M" + taylor + suffix,
                                KnownSchedules.dpmSolver(prediction, order, type, Compatibility.OURS, lowering)::steps);
                    all.put(
                            solver + "3M" + taylor + " as released" + suffix,
                            KnownSchedules.dpmSolver(prediction, 3, type, Compatibility.RELEASE, lowering)::steps);
                }
                for (UniPc.Variant variant : List.of(UniPc.Variant.BH2, UniPc.Variant.BH1))
                    for (int order = 1; order <= 4; order++)
                        for (boolean corrected : new boolean[] {true, false})
                            all.put(
                                    (corrected ? "unipc-" : "unip-") + order + " "
                                            + variant.toString().toLowerCase(java.util.Locale.ROOT) + form + suffix,
                                    KnownSchedules.uniPc(new UniPc(
                                            order, variant, prediction, lowering, corrected, List.of(), false, false))
                                            ::steps);
                for (Interpolation variable : Interpolation.values())
                    for (int degree = 1; degree <= 3; degree++)
                        all.put(
                                "deis in " + ScheduleText.key(variable) + ", degree " + degree + form + suffix,
                                KnownSchedules.deis(variable, degree, prediction, lowering)::steps);
            }
        });
        all.put("heun (edm)", new MultistepRule(Form.NOISE, Interpolation.RHO, 1, Lowering.NEVER).askedAgain()::steps);
        return all;
    }

    /// Stages are where the schedule has them.
    private void singleSteps(Map<String, Function<List<NoiseLevel>, List<Decision>>> all) {
        for (Form form : List.of(Form.DATA, Form.NOISE))
            for (SolverType type : SolverType.values())
                all.put(
                        (form == Form.DATA ? "dpm-solver++ " : "dpm-solver ") + most() + "S"
                                + (type == SolverType.TAYLOR ? " taylor" : ""),
                        ends -> staged(new SingleSteps(form, type, Interpolation.LAMBDA), ends));
        all.put(
                "midpoint rule in rho",
                ends -> staged(new SingleSteps(Form.NOISE, SolverType.TAYLOR, Interpolation.RHO), ends));
    }

    private int most() {
        return -schedule.steps().stream().mapToInt(Decision::start).min().orElseThrow();
    }

    /// A step begins where a decision starts at the newest point.
    private List<Decision> staged(SingleSteps rule, List<NoiseLevel> ends) {
        List<Decision> decisions = new ArrayList<>();
        List<Decision> steps = schedule.steps();
        for (int i = 0; i < steps.size(); ) {
            int next = i + 1;
            while (next < steps.size() && steps.get(next).start() != -1) next++;
            if (next - i > 3) return List.of();
            decisions.addAll(rule.step(ends.subList(i + 1, next + 1)));
            i = next;
        }
        return decisions;
    }

    private static boolean same(Plan one, Plan other) {
        List<Instruction> a = one.instructions().toList();
        List<Instruction> b = other.instructions().toList();
        if (one.prediction() != other.prediction() || a.size() != b.size()) return false;
        for (int i = 0; i < a.size(); i++) if (!same(a.get(i), b.get(i))) return false;
        return true;
    }

    private static boolean same(Instruction one, Instruction other) {
        if (!(one instanceof Combine a && other instanceof Combine b)) return one.equals(other);
        if (!a.into().equals(b.into()) || a.terms().size() != b.terms().size()) return false;
        double size =
                a.terms().stream().mapToDouble(t -> Math.abs(t.coefficient())).reduce(1, Math::max);
        return a.terms().stream().allMatch(term -> b.terms().stream().anyMatch(t -> same(term, t, size)));
    }

    private static boolean same(Term a, Term b, double size) {
        return a.register().equals(b.register()) && Math.abs(a.coefficient() - b.coefficient()) <= SAME * size;
    }
}
