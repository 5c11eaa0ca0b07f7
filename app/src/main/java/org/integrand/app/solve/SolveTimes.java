package org.integrand.app.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.integrand.app.job.Formula;
import org.integrand.app.job.JobException;
import org.integrand.app.job.Quantity;
import org.integrand.expression.system.EquationSystem;

/// The times of a job as numbers. Those that carry a unit must agree in its dimension; it need not be a time, for `t`
/// may be a place along a tube.
final class SolveTimes {
    private final EquationSystem system;
    private Optional<String> dimension = Optional.empty();
    private String first = "";
    private double from;
    private double to;
    private Optional<Double> step = Optional.empty();
    private List<Double> asked = List.of();

    private SolveTimes(EquationSystem system) {
        this.system = system;
    }

    /// @throws IllegalArgumentException in one line that begins with the key that is wrong
    static SolveTimes of(SolveJob job, EquationSystem system) {
        var times = new SolveTimes(system);
        times.from = times.number("from", job.from().orElse(new Formula("0")));
        times.to = times.number(
                "to",
                job.to()
                        .orElseThrow(
                                () -> new IllegalArgumentException("to is missing: expected a number or a formula")));
        if (times.from == times.to)
            throw new IllegalArgumentException(
                    "from and to are both " + times.from + ": expected an interval of positive length");
        times.step = job.step().map(h -> times.length("step", h));
        times.asked = job.points().isPresent()
                ? spread(times.from, times.to, job.points().getAsInt())
                : times.saveAt(job.saveAt().orElse(List.of()));
        return times;
    }

    double from() {
        return from;
    }

    double to() {
        return to;
    }

    Optional<Double> step() {
        return step;
    }

    /// The times at which the job wants the state, in the direction of the solve.
    List<Double> asked() {
        return asked;
    }

    /// A length of time.
    double length(String key, Formula formula) {
        double value = number(key, formula);
        if (value > 0) return value;
        throw new IllegalArgumentException(key + " " + formula.text() + ": expected more than 0");
    }

    private double number(String key, Formula formula) {
        double value = quantity(key, formula).orElseGet(() -> system.constant(key, formula.text()));
        if (Double.isFinite(value)) return value;
        throw new IllegalArgumentException(key + ": " + formula.text() + " is " + value + ": expected a finite number");
    }

    private Optional<Double> quantity(String key, Formula formula) {
        try {
            var quantity = Quantity.of(formula.text());
            if (quantity.isEmpty()) return Optional.empty();
            String its = quantity.get().dimension();
            if (dimension.isEmpty()) first = key;
            else if (!dimension.get().equals(its))
                throw new JobException(formula.text() + ": expected a quantity in " + dimension.get() + " as in "
                        + first + ", not in " + its);
            dimension = Optional.of(its);
            return Optional.of(quantity.get().si());
        } catch (IllegalArgumentException e) {
            throw new JobException(key + ": " + e.getMessage());
        }
    }

    /// Checked by the solver too, but here under the name of the key.
    private List<Double> saveAt(List<Formula> formulas) {
        var times = new ArrayList<Double>();
        double direction = Math.signum(to - from);
        for (int k = 0; k < formulas.size(); k++) {
            double t = number("saveAt[" + k + "]", formulas.get(k));
            if (!((t - from) * direction >= 0 && (to - t) * direction >= 0))
                throw new IllegalArgumentException("saveAt " + t + ": expected a time of " + from + " ... " + to);
            if (!times.isEmpty() && !((t - times.getLast()) * direction > 0))
                throw new IllegalArgumentException("saveAt " + t + " after " + times.getLast()
                        + ": expected times in the direction of the solve, each once");
            times.add(t);
        }
        return List.copyOf(times);
    }

    /// Equally spaced times, ends included.
    static List<Double> spread(double from, double to, int count) {
        var times = new ArrayList<Double>();
        for (int i = 0; i < count - 1; i++) times.add(from + (to - from) * i / (count - 1));
        times.add(to);
        return List.copyOf(times);
    }
}
