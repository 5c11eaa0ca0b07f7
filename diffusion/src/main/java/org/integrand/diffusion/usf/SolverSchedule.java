package org.integrand.diffusion.usf;

import java.util.ArrayList;
import java.util.List;

/// A deterministic sampler as a list of decisions: where it steps, and for each step how. Every schedule that
/// can be made can be run; what depends on the noise schedule or the model is said by [ScheduleCompiler].
///
/// A history of points is kept, newest last: point 0 is the start, point i the end of step i. Indices count
/// from its end: -1 is the newest.
///
/// @param from          time of the start, x_T
/// @param steps         in order of decreasing time
/// @param first         what is taken for the prediction at the start
/// @param denoiseToZero whether a last step of order 1 takes the sample to zero noise: x = D, one evaluation
///     more; our addition
public record SolverSchedule(double from, List<Decision> steps, FirstValue first, boolean denoiseToZero) {
    /// @throws IllegalArgumentException when it is no legal schedule; the message names step, value and what
    ///     was expected
    public SolverSchedule {
        steps = List.copyOf(steps);
        ScheduleRules.check(from, steps);
    }

    /// From the model's value, to the last time.
    public SolverSchedule(double from, List<Decision> steps) {
        this(from, steps, FirstValue.MODEL, false);
    }

    /// t_0 = `from`, t_1, ..., t_N.
    public double[] times() {
        double[] times = new double[steps.size() + 1];
        times[0] = from;
        for (int i = 0; i < steps.size(); i++) times[i + 1] = steps.get(i).to();
        return times;
    }

    /// How often the model is asked: steps, one less with a guess at the start, one more for each implicit
    /// corrector and for the step to zero noise.
    public int evaluations() {
        int count = steps.size() + (denoiseToZero ? 1 : 0) - (first == FirstValue.MODEL ? 0 : 1);
        for (Decision step : steps) if (step.corrector().kind() == Corrector.Kind.IMPLICIT) count++;
        return count;
    }

    /// The same with other steps.
    public SolverSchedule with(List<Decision> others) {
        return new SolverSchedule(from, others, first, denoiseToZero);
    }

    /// The same with another first value.
    public SolverSchedule with(FirstValue value) {
        return new SolverSchedule(from, steps, value, denoiseToZero);
    }

    /// The same with one step decided otherwise.
    public SolverSchedule with(int step, Decision decision) {
        var others = new ArrayList<>(steps);
        others.set(step, decision);
        return with(others);
    }

    /// Whether statistics of the model are needed, see [EmpiricalStatistics].
    public boolean needsStatistics() {
        return steps.stream().anyMatch(step -> step.form() == Form.EMPIRICAL);
    }

    /// The schedule as one line of JSON in which equal schedules are equal texts.
    public String key() {
        return ScheduleText.of(this);
    }
}
