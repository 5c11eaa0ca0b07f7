package org.integrand.diffusion.s3;

import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.usf.Decision;
import org.integrand.diffusion.usf.Derivative;
import org.integrand.diffusion.usf.FirstValue;
import org.integrand.diffusion.usf.Form;
import org.integrand.diffusion.usf.Relaxation;
import org.integrand.diffusion.usf.SolverSchedule;

/// What a predictor sees of a schedule: for each step lambda at its end, its length h in lambda, its order, form and
/// variable (one number each possibility, 0 or 1), whether it has a corrector, its relaxation (known, or c), from how
/// many points its first derivative is estimated, where it starts, and the first value.
final class ScheduleFeatures {
    private static final int ORDERS = 4;
    private static final int FORMS = ORDERS + Form.values().length;
    private static final int VARIABLES = FORMS + Interpolation.values().length;
    private static final int FIRSTS = VARIABLES + FirstValue.values().length;
    private static final int WIDTH = FIRSTS + 7;

    private ScheduleFeatures() {}

    static double[][] of(SolverSchedule candidate, NoiseSchedule schedule) {
        double[][] rows = new double[candidate.steps().size()][WIDTH];
        double before = schedule.lambda(candidate.from());
        for (int i = 0; i < rows.length; i++) {
            Decision step = candidate.steps().get(i);
            double lambda = schedule.lambda(step.to());
            double[] row = rows[i];
            row[Math.min(step.order(), ORDERS) - 1] = 1;
            mark(row, ORDERS, Form.values(), step.form());
            mark(row, FORMS, Interpolation.values(), step.interpolation());
            mark(row, VARIABLES, FirstValue.values(), candidate.first());
            row[FIRSTS] = lambda;
            row[FIRSTS + 1] = lambda - before;
            row[FIRSTS + 2] = step.corrector().present() ? 1 : 0;
            row[FIRSTS + 3] = step.start();
            if (step.order() > 1) {
                Derivative first = step.derivatives().getFirst();
                boolean named = first.relaxation() != Relaxation.NONE && first.relaxation() != Relaxation.LINEAR;
                row[FIRSTS + 4] = named ? 1 : 0;
                row[FIRSTS + 5] = first.coefficient();
                row[FIRSTS + 6] = first.points().size();
            }
            before = lambda;
        }
        return rows;
    }

    private static <E extends Enum<E>> void mark(double[] row, int from, E[] all, E value) {
        for (int k = 0; k < all.length; k++) if (all[k] == value) row[from + k] = 1;
    }
}
