package org.integrand.diffusion.usf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// Makes a plan of a solver schedule: first what each step comes to ([Update]), then where everything is kept
/// ([Emission]). A schedule of steps in one form gives the work of the sampler that it is: the same sums, in
/// the same number of registers.
public final class ScheduleCompiler {
    private final SolverSchedule schedule;
    private final NoiseSchedule noise;
    private final ModelFacts facts;
    private final List<NoiseLevel> levels;
    private final ExactUpdates exact;

    private ScheduleCompiler(SolverSchedule schedule, NoiseSchedule noise, ModelFacts facts) {
        this.schedule = schedule;
        this.noise = noise;
        this.facts = facts;
        this.levels = levels();
        this.exact = new ExactUpdates(noise, levels);
    }

    /// The plan for a model of which nothing need be known.
    /// @throws IllegalArgumentException as [#compile(SolverSchedule,NoiseSchedule,ModelFacts,String)]
    public static Plan compile(SolverSchedule schedule, NoiseSchedule noise) {
        return compile(
                schedule,
                noise,
                ModelFacts.NONE,
                "schedule of " + schedule.steps().size() + " steps");
    }

    /// The plan.
    ///
    /// @param name what it is, for people
    /// @throws IllegalArgumentException when a time lies outside the noise schedule, two have the same noise,
    ///     a step of higher order begins without signal or ends without noise, or a fact is needed and absent
    public static Plan compile(SolverSchedule schedule, NoiseSchedule noise, ModelFacts facts, String name) {
        return new ScheduleCompiler(schedule, noise, facts).plan(name);
    }

    /// What each step comes to, without the registers.
    /// @throws IllegalArgumentException as [#compile(SolverSchedule,NoiseSchedule,ModelFacts,String)]
    public static CoefficientTable table(SolverSchedule schedule, NoiseSchedule noise, ModelFacts facts) {
        var compiler = new ScheduleCompiler(schedule, noise, facts);
        List<CoefficientTable.Row> rows = new ArrayList<>();
        compiler.updates(compiler.prediction(), (point, kind, update) -> rows.add(row(point, kind, update)));
        return new CoefficientTable(compiler.levels, rows);
    }

    private static CoefficientTable.Row row(int point, Corrector.Kind kind, Update update) {
        return new CoefficientTable.Row(
                point,
                kind,
                update.state(),
                update.form(),
                update.carry(),
                update.uses().stream()
                        .map(use -> new CoefficientTable.Weight(use.point(), use.weight()))
                        .toList(),
                update.offset());
    }

    /// Is told of each update, predictors as of kind NONE.
    private interface Updates {
        void add(int point, Corrector.Kind kind, Update update);
    }

    private Plan plan(String name) {
        Prediction prediction = prediction();
        if (levels.getFirst().signalless() && prediction == Prediction.NOISE)
            throw new IllegalArgumentException("timesteps[0] " + schedule.from()
                    + ", where alpha is 0: expected data_prediction in all steps, or a later start");
        if (schedule.first() == FirstValue.MEAN && facts.mean().isEmpty())
            throw new IllegalArgumentException(
                    "afs " + FirstValue.MEAN.key() + ": expected the mean of the data, it is not known for this model");
        var emission = new Emission(schedule, levels, facts, prediction);
        updates(prediction, (_, kind, update) -> {
            if (kind == Corrector.Kind.NONE) emission.step(update);
            else emission.correct(kind, update);
        });
        return emission.plan(name);
    }

    private void updates(Prediction prediction, Updates all) {
        List<Decision> steps = schedule.steps();
        for (int i = 0; i < steps.size(); i++) {
            Decision step = steps.get(i);
            Corrector corrector = step.corrector();
            all.add(i + 1, Corrector.Kind.NONE, update(step, step.start(), i, i + 1, step.derivatives()));
            if (corrector.present())
                all.add(
                        i + 1,
                        corrector.kind(),
                        update(step, corrector.start(), i + 1, i + 1, corrector.derivatives()));
        }
        int last = steps.size();
        if (schedule.denoiseToZero())
            all.add(
                    last + 1,
                    Corrector.Kind.NONE,
                    withFirst(exact.of(
                            prediction == Prediction.DATA ? Form.DATA : Form.NOISE,
                            Interpolation.LAMBDA,
                            -1,
                            last,
                            last + 1,
                            List.of())));
    }

    /// Data if all steps are in that form, otherwise the noise, of which the others are made.
    private Prediction prediction() {
        return schedule.steps().stream().allMatch(step -> step.form() == Form.DATA)
                ? Prediction.DATA
                : Prediction.NOISE;
    }

    private List<NoiseLevel> levels() {
        List<NoiseLevel> all = new ArrayList<>(
                Arrays.stream(schedule.times()).mapToObj(noise::at).toList());
        for (int i = 1; i < all.size(); i++)
            if (!(all.get(i).rho() < all.get(i - 1).rho()))
                throw new IllegalArgumentException(
                        "timesteps[" + i + "] " + all.get(i).t() + ": expected less noise than at the time before it, "
                                + all.get(i - 1).t());
        if (schedule.denoiseToZero()) {
            if (all.getLast().noiseless())
                throw new IllegalArgumentException(
                        "denoise_to_zero: t " + all.getLast().t() + " has no noise left, expected an end with noise");
            all.add(NoiseLevel.CLEAN);
        }
        return all;
    }

    private Update update(Decision step, int start, int newest, int target, List<Derivative> derivatives) {
        if (step.form() != Form.EMPIRICAL)
            return withFirst(exact.of(step.form(), step.interpolation(), start, newest, target, derivatives));
        EmpiricalStatistics statistics = facts.statistics()
                .orElseThrow(() -> new IllegalArgumentException("step " + target + ", " + Form.EMPIRICAL.key()
                        + ": expected statistics of the model, they are not known"));
        return new EmpiricalUpdates(statistics, levels).of(start, newest, target, derivatives);
    }

    /// A guess that all data are 0 says that they are 0 at the start.
    private Update withFirst(Update update) {
        return schedule.first() == FirstValue.ZERO && update.form() == Form.DATA ? update.without(0) : update;
    }
}
