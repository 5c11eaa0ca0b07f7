package org.integrand.diffusion.usf;

import java.util.List;
import org.integrand.diffusion.sampler.Interpolation;

/// What makes a list of decisions a schedule that can be run.
final class ScheduleRules {
    /// no published schedule has a predictor of a higher order; a corrector has one more
    static final int MOST_ORDER = 4;

    private static final int MOST_STEPS = 10_000;

    private ScheduleRules() {}

    static void check(double from, List<Decision> steps) {
        if (steps.isEmpty() || steps.size() > MOST_STEPS)
            throw new IllegalArgumentException("schedule of " + steps.size() + " steps: expected 1 ... " + MOST_STEPS);
        if (!Double.isFinite(from))
            throw new IllegalArgumentException("timesteps[0] " + from + ": expected a finite time");
        double before = from;
        for (int i = 0; i < steps.size(); i++) {
            Decision step = steps.get(i);
            if (!(step.to() < before && Double.isFinite(step.to())))
                throw new IllegalArgumentException("timesteps[" + (i + 1) + "] " + step.to() + ": expected less than "
                        + before + ", the time before it");
            before = step.to();
            check(i, step, i == steps.size() - 1);
        }
    }

    private static void check(int i, Decision step, boolean last) {
        String where = "step " + (i + 1);
        int history = i + 1;
        if (step.order() > MOST_ORDER)
            throw new IllegalArgumentException(where + ", order " + step.order() + ": expected 1 ... " + MOST_ORDER);
        if (step.order() > history)
            throw new IllegalArgumentException(where + ", order " + step.order() + ": expected at most " + history
                    + ", as many values as there are by then");
        if (step.form() == Form.EMPIRICAL && step.interpolation() != Interpolation.LAMBDA)
            throw new IllegalArgumentException(where + ", interpolation in "
                    + ScheduleText.key(step.interpolation()) + " of " + Form.EMPIRICAL.key()
                    + ": expected lambda, the statistics are a grid in it");
        if (step.start() > -1 || step.start() < -history)
            throw new IllegalArgumentException(where + ", start point " + step.start() + ": expected -" + history
                    + " ... -1, the history by then");
        check(where, step.start(), step.derivatives(), history);
        if (step.corrector().present()) check(where + ", corrector", step.corrector(), history + 1, last);
    }

    private static void check(String where, Corrector corrector, int history, boolean last) {
        if (last && corrector.kind() == Corrector.Kind.PSEUDO)
            throw new IllegalArgumentException(where + " pseudo of the last step: expected no_corrector, nothing is"
                    + " evaluated there; implicit would cost an evaluation");
        if (corrector.order() > MOST_ORDER + 1)
            throw new IllegalArgumentException(
                    where + " of order " + corrector.order() + ": expected 1 ... " + (MOST_ORDER + 1));
        if (corrector.start() > -2 || corrector.start() < -history)
            throw new IllegalArgumentException(where + ", start point " + corrector.start() + ": expected -" + history
                    + " ... -2, -1 is the predicted point itself");
        check(where, corrector.start(), corrector.derivatives(), history);
    }

    private static void check(String where, int start, List<Derivative> derivatives, int history) {
        for (int k = 1; k <= derivatives.size(); k++) {
            Derivative derivative = derivatives.get(k - 1);
            List<Integer> points = derivative.points();
            if (points.size() < k)
                throw new IllegalArgumentException(where + ", derivative " + k + " from " + points.size()
                        + " differences: expected at least " + k);
            if (k > 1 && derivative.relaxation() != Relaxation.NONE && derivative.relaxation() != Relaxation.HALF)
                throw new IllegalArgumentException(where + ", relaxation "
                        + derivative.relaxation().key() + " of derivative " + k
                        + ": expected none or half, only the first is relaxed otherwise");
            for (int j = 0; j < points.size(); j++) {
                int point = points.get(j);
                if (point > -1 || point < -history)
                    throw new IllegalArgumentException(where + ", derivative " + k + ", point " + point + ": expected -"
                            + history + " ... -1, the history by then");
                if (point == start)
                    throw new IllegalArgumentException(where + ", derivative " + k + ", point " + point
                            + ": expected another than the start point");
                if (points.indexOf(point) < j)
                    throw new IllegalArgumentException(
                            where + ", derivative " + k + ", point " + point + ": it occurs twice");
            }
        }
    }
}
