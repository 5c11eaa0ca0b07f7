package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.integrand.app.report.ReportFolder;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// What all tunings have in common: a plan, noises to tune on, others to check on.
///
/// @param noise   `[sample][component]` in one array
/// @param heldOut likewise
record TuneSetting(
        TuneJob job,
        Plan plan,
        NoiseSchedule schedule,
        int dimension,
        float[] noise,
        float[] heldOut,
        Optional<ReportFolder> folder) {
    /// @throws IllegalArgumentException when the sampler draws noise, or chooses its steps
    static TuneSetting of(TuneJob job, int dimension) {
        var plans = job.plan().plans();
        if (job.plan().sampler().adaptive().isPresent())
            throw new IllegalArgumentException("sampler " + job.plan().sampler().label()
                    + ": it chooses its steps by their error, expected one with a plan");
        var plan = plans.plan(job.plan().sampler(), job.plan().evaluations());
        if (plan.stochastic())
            throw new IllegalArgumentException(
                    "sampler " + job.plan().sampler().label() + ": it draws noise, expected a deterministic one");
        double deviation = plans.startDeviation(job.plan().evaluations());
        double[][] all = InitialStates.gaussian(job.seed(), job.count() + job.heldOut(), dimension, deviation);
        return new TuneSetting(
                job,
                plan,
                plans.noise(),
                dimension,
                flat(Arrays.copyOf(all, job.count()), dimension),
                flat(Arrays.copyOfRange(all, job.count(), all.length), dimension),
                job.out().map(Path::of).map(ReportFolder::at));
    }

    static float[] flat(double[][] rows, int dimension) {
        var numbers = new float[rows.length * dimension];
        for (int i = 0; i < numbers.length; i++) numbers[i] = (float) rows[i / dimension][i % dimension];
        return numbers;
    }

    int count() {
        return job.count();
    }

    int iterations(int otherwise) {
        return job.iterations().orElse(otherwise);
    }

    double rate(double otherwise) {
        return job.rate().orElse(otherwise);
    }

    /// Root mean square of the difference of two batches.
    static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
        return Math.sqrt(sum / a.length);
    }

    static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return Math.sqrt(sum);
    }
}
