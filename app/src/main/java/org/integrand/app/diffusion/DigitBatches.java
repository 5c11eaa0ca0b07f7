package org.integrand.app.diffusion;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.integrand.app.job.Run;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.plan.StepObserver;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.engine.space.FloatSpace;

/// Draws digits by plans, in single precision, a batch at a time: an interrupt keeps the batches that are done.
final class DigitBatches implements AutoCloseable {
    private static final int PIXELS = DigitModel.PIXELS;
    private static final int BATCH = 64;

    private final DigitModel model;
    private final NoiseSchedule schedule;
    private final double guidance;
    private long networkNanos;

    DigitBatches(DigitModel model, NoiseSchedule schedule, double guidance) {
        this.model = model;
        this.schedule = schedule;
        this.guidance = guidance;
    }

    /// What each of `count` samples shall show: the class, or 0 ... 9 in turn.
    static int[] classes(OptionalInt drawn, int count) {
        int[] classes = new int[count];
        Arrays.setAll(classes, i -> drawn.orElse(i % DigitModel.CLASSES));
        for (int c : classes)
            if (c < 0 || c >= DigitModel.CLASSES)
                throw new IllegalArgumentException("class " + c + ": expected 0 ... 9, the digit to draw");
        return classes;
    }

    /// Checks that the digits' network fits the plans, before it is loaded.
    static void check(Plans plans) {
        Relabelled.check("digits", org.integrand.diffusion.schedule.VpLinear.DEFAULT, plans.noise(), plans.start());
    }

    /// The states `[sample][784]` in one array.
    static float[] flat(double[][] states) {
        float[] x = new float[states.length * PIXELS];
        for (int i = 0; i < states.length; i++)
            for (int j = 0; j < PIXELS; j++) x[i * PIXELS + j] = (float) states[i][j];
        return x;
    }

    /// The samples `[sample][784]` from the states; fewer than the states when the run was cancelled.
    float[] run(Plan plan, float[] initial, int[] classes, Run run) {
        var samples = new float[initial.length];
        for (int from = 0; from < classes.length; from += BATCH) {
            int to = Math.min(from + BATCH, classes.length);
            var part = run.progress().part((double) from / classes.length, (double) to / classes.length);
            try {
                var x = Arrays.copyOfRange(initial, from * PIXELS, to * PIXELS);
                var denoiser = new Timed(Relabelled.on(
                        model.guided(Arrays.copyOfRange(classes, from, to), guidance), model.schedule(), schedule));
                float[] done = new PlanExecutor<>(plan, FloatSpace.of(x.length))
                        .run(denoiser, x, StepObserver.reporting(part, run.cancellation()));
                System.arraycopy(done, 0, samples, from * PIXELS, done.length);
            } catch (CancellationException _) {
                return Arrays.copyOf(samples, from * PIXELS);
            }
        }
        return samples;
    }

    /// Seconds spent in the network so far.
    double networkSeconds() {
        return networkNanos * 1e-9;
    }

    @Override
    public void close() {
        model.close();
    }

    /// Adds up the time that the network takes.
    private final class Timed implements DiffusionModel<float[]> {
        private final DiffusionModel<float[]> inner;

        Timed(DiffusionModel<float[]> inner) {
            this.inner = inner;
        }

        @Override
        public Prediction prediction() {
            return inner.prediction();
        }

        @Override
        public void evaluate(float[] x, double t, float[] into) {
            long began = System.nanoTime();
            inner.evaluate(x, t, into);
            networkNanos += System.nanoTime() - began;
        }
    }
}
