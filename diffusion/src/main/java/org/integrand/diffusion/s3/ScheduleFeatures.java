package org.integrand.diffusion.s3;

import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.usf.Decision;
import org.integrand.diffusion.usf.Derivative;
import org.integrand.diffusion.usf.FirstValue;
import org.integrand.diffusion.usf.Form;
import org.integrand.diffusion.usf.Relaxation;
import org.integrand.diffusion.usf.SolverSchedule;

/// What a predictor sees of a schedule: for each step its end and its length in several variables, its order, its form
/// together with its variable (one number each possibility, 0 or 1), whether it has a corrector, its relaxation (known,
/// or c), from how many points its first derivative is estimated, how far it extrapolates, where it starts, and the
/// first value; and, the same at all steps, what the schedule does to the [ProxyProblems].
final class ScheduleFeatures {
    private static final int ORDERS = 4;
    private static final int VARIABLES = Interpolation.values().length;
    private static final int FIRSTS = ORDERS + Form.values().length * VARIABLES;
    private static final int OTHERS = FIRSTS + FirstValue.values().length;
    private static final int PROXIES = OTHERS + 14;
    private static final int WIDTH = PROXIES + ProxyProblems.count();

    private ScheduleFeatures() {}

    static double[][] of(SolverSchedule candidate, NoiseSchedule schedule, ProxyProblems proxies) {
        double[][] rows = new double[candidate.steps().size()][WIDTH];
        double[] errors = proxies.errors(candidate);
        double before = schedule.lambda(candidate.from());
        double lastLength = 0;
        for (int i = 0; i < rows.length; i++) {
            Decision step = candidate.steps().get(i);
            double lambda = schedule.lambda(step.to());
            double length = lambda - before;
            double ratio = i == 0 ? 0 : length / lastLength;
            double[] row = rows[i];
            row[Math.min(step.order(), ORDERS) - 1] = 1;
            mark(row, ORDERS, step);
            mark(row, FIRSTS, candidate.first());
            System.arraycopy(errors, 0, row, PROXIES, errors.length);
            int at = OTHERS;
            row[at++] = lambda;
            row[at++] = length;
            row[at++] = Math.log(length);
            row[at++] = i == 0 ? 0 : Math.log(ratio);
            row[at++] = step.to();
            row[at++] = schedule.alpha(step.to());
            row[at++] = step.corrector().present() ? 1 : 0;
            row[at++] = step.start();
            row[at++] = i > 0 && step.form() != candidate.steps().get(i - 1).form() ? 1 : 0;
            if (step.order() > 1) {
                Derivative first = step.derivatives().getFirst();
                boolean named = first.relaxation() != Relaxation.NONE && first.relaxation() != Relaxation.LINEAR;
                row[at++] = named ? 1 : 0;
                row[at++] = first.coefficient();
                row[at++] = first.points().size();
                row[at++] = ratio;
                row[at] = step.form() == Form.DATA ? length : -length;
            }
            before = lambda;
            lastLength = length;
        }
        return rows;
    }

    private static void mark(double[] row, int from, Decision step) {
        int at = from;
        for (Form form : Form.values())
            for (Interpolation variable : Interpolation.values())
                row[at++] = form == step.form() && variable == step.interpolation() ? 1 : 0;
    }

    private static void mark(double[] row, int from, FirstValue first) {
        int at = from;
        for (FirstValue value : FirstValue.values()) row[at++] = value == first ? 1 : 0;
    }
}
