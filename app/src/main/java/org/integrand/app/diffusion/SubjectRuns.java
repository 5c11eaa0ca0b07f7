package org.integrand.app.diffusion;

import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.s3.PlanRuns;

/// Plans on the model of a job, a batch at a time; several threads may run plans at once.
record SubjectRuns<Y>(Subject<Y> subject) implements PlanRuns {
    @Override
    public int dimension() {
        return subject.dimension();
    }

    @Override
    public double[] samples(Plan plan, double[] states) {
        int numbers = subject.dimension();
        int count = states.length / numbers;
        double[] samples = new double[states.length];
        for (int from = 0; from < count; from += subject.batch()) {
            int size = Math.min(subject.batch(), count - from);
            double[][] rows = new double[size][numbers];
            for (int i = 0; i < size; i++) System.arraycopy(states, (from + i) * numbers, rows[i], 0, numbers);
            Y start = subject.precision().batch(rows, 0, size);
            Y end = new PlanExecutor<>(plan, subject.precision().space(size * numbers))
                    .run(subject.model(from, size), start);
            for (int i = 0; i < size; i++)
                System.arraycopy(subject.precision().row(end, i, numbers), 0, samples, (from + i) * numbers, numbers);
        }
        return samples;
    }
}
