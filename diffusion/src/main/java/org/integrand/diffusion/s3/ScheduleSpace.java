package org.integrand.diffusion.s3;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.usf.FirstValue;
import org.integrand.diffusion.usf.Form;
import org.integrand.diffusion.usf.ModelFacts;
import org.integrand.diffusion.usf.ScheduleCompiler;
import org.integrand.diffusion.usf.ScheduleFile;
import org.integrand.diffusion.usf.SolverSchedule;
import org.integrand.search.SearchSpace;

/// The schedules of a number of evaluations between two times: every variation keeps all three. A guess at the start
/// saves an evaluation and buys a step. The end stays where it is: whoever may move it makes the problem easier instead
/// of solving it better.
///
/// @param evaluations how often the model is asked, at least 1
/// @param freedoms    what is varied; the rest stays as it was in the parents
/// @param forms       what a step may take for a polynomial
/// @param guesses     first values besides the model's
/// @param facts       of the model, for steps by its statistics and the guess that data are at their mean
/// @param proxies     by which a predictor gets to know a schedule
public record ScheduleSpace(
        NoiseSchedule schedule,
        double start,
        double end,
        int evaluations,
        Set<Freedom> freedoms,
        List<Form> forms,
        List<FirstValue> guesses,
        ModelFacts facts,
        ProxyProblems proxies)
        implements SearchSpace<SolverSchedule> {
    /// A kind of decision.
    public enum Freedom {
        /// where it steps
        TIMES,
        /// orders, and from how many points the first derivative is estimated
        ORDERS,
        /// noise, data or by statistics
        FORMS,
        /// the variable of the polynomial: lambda, time or rho
        INTERPOLATION,
        /// the factor 1 + c h of the first derivative
        RELAXATION,
        /// correctors that cost no evaluation
        CORRECTORS,
        /// the guess at the start
        FIRST
    }

    /// Everything is varied, for a model of which nothing is known.
    public ScheduleSpace(NoiseSchedule schedule, double start, double end, int evaluations) {
        this(schedule, start, end, evaluations, ModelFacts.NONE);
    }

    /// Everything is varied: with statistics there is one form more, with the data's mean one guess more.
    public ScheduleSpace(NoiseSchedule schedule, double start, double end, int evaluations, ModelFacts facts) {
        this(
                schedule,
                start,
                end,
                evaluations,
                EnumSet.allOf(Freedom.class),
                facts.statistics().isPresent()
                        ? List.of(Form.NOISE, Form.DATA, Form.EMPIRICAL)
                        : List.of(Form.NOISE, Form.DATA),
                facts.mean().isPresent()
                        ? List.of(FirstValue.UNIT, FirstValue.ZERO, FirstValue.MEAN)
                        : List.of(FirstValue.UNIT, FirstValue.ZERO),
                facts,
                new ProxyProblems(checked(schedule, start, end), start, end));
    }

    private static NoiseSchedule checked(NoiseSchedule schedule, double start, double end) {
        if (!(start > end))
            throw new IllegalArgumentException("start " + start + ": expected more than the end, " + end);
        if (schedule.at(start).signalless() || schedule.at(end).noiseless())
            throw new IllegalArgumentException("schedules from t " + start + " to " + end
                    + ": no signal or no noise there, lambda is infinite; expected alpha and sigma > 0");
        return schedule;
    }

    public ScheduleSpace {
        freedoms = Set.copyOf(freedoms);
        forms = List.copyOf(forms);
        guesses = List.copyOf(guesses);
        if (evaluations < 1 || evaluations > 200)
            throw new IllegalArgumentException("evaluations " + evaluations + ": expected 1 ... 200");
        if (forms.isEmpty() || guesses.contains(FirstValue.MODEL))
            throw new IllegalArgumentException("forms " + forms + ", guesses " + guesses
                    + ": expected at least one form, and no guess that is the model's value");
        checked(schedule, start, end);
    }

    /// The same space with less to vary.
    public ScheduleSpace only(Freedom... some) {
        return new ScheduleSpace(schedule, start, end, evaluations, Set.of(some), forms, guesses, facts, proxies);
    }

    /// Checks that a schedule goes from the start to the end of the space: errors compare between the same ends only.
    ///
    /// @throws IllegalArgumentException when it does not
    public void checkEnds(SolverSchedule candidate) {
        double last = candidate.steps().getLast().to();
        if (candidate.from() != start || last != end)
            throw new IllegalArgumentException("schedule from t " + candidate.from() + " to " + last
                    + ": expected one from " + start + " to " + end + " to compare with");
    }

    /// The solvers of the literature with these evaluations and times, on four grids; none twice.
    public List<Known> knownSolvers() {
        return KnownSolvers.of(this);
    }

    /// The plan of a schedule.
    ///
    /// @throws IllegalArgumentException when it does not fit the noise schedule, or needs a fact that is not known
    public Plan compiled(SolverSchedule candidate) {
        return ScheduleCompiler.compile(
                candidate, schedule, facts, "schedule of " + candidate.steps().size() + " steps");
    }

    /// Whether the model's statistics tell two times apart.
    boolean separated(double from, double to) {
        return facts.statistics()
                .map(s -> s.separates(schedule.at(from), schedule.at(to)))
                .orElse(false);
    }

    /// Whether something is varied.
    boolean varies(Freedom what) {
        return freedoms.contains(what);
    }

    /// Steps of a schedule with a first value.
    int steps(FirstValue first) {
        return evaluations + (first == FirstValue.MODEL ? 0 : 1);
    }

    @Override
    public SolverSchedule random(RandomGenerator random) {
        return new Variation(this, random).fresh();
    }

    @Override
    public SolverSchedule mutate(SolverSchedule parent, RandomGenerator random) {
        return new Variation(this, random).mutant(parent);
    }

    @Override
    public SolverSchedule crossover(SolverSchedule mother, SolverSchedule father, RandomGenerator random) {
        return new Variation(this, random).child(mother, father);
    }

    @Override
    public String key(SolverSchedule candidate) {
        return candidate.key();
    }

    @Override
    public SolverSchedule read(String text) {
        return ScheduleFile.read(text).schedule();
    }

    @Override
    public double[][] features(SolverSchedule candidate) {
        return ScheduleFeatures.of(candidate, schedule, proxies);
    }
}
