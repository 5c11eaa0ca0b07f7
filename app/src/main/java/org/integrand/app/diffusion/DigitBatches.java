package org.integrand.app.diffusion;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.integrand.app.job.Run;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.StepObserver;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// Draws digits by plans, in single precision, a batch at a time: an interrupt keeps the batches that are
/// done.
final class DigitBatches implements AutoCloseable {
    private static final int PIXELS = DigitModel.PIXELS;
    private static final int BATCH = 64;

    private final DigitModel model;
    private final NoiseSchedule schedule;
    private final Wish wish;
    private final Optional<OpenClassifier> classifier;
    private final Optional<DigitEstimate> estimate;
    private long networkNanos;

    /// @param wish classes, guidance and classifier of the job
    /// @param sag  guidance by the estimated end of sampling
    DigitBatches(DigitModel model, Wish wish, Optional<SagSpec> sag) {
        this.model = model;
        this.schedule = wish.plans().noise();
        this.wish = wish;
        this.classifier = wish.classifier()
                .filter(ClassifierSpec.Networked.class::isInstance)
                .map(ClassifierSpec.Networked.class::cast)
                .map(ClassifierSpec.Networked::open);
        this.estimate = sag.map(spec -> DigitEstimate.open(spec, wish));
        try {
            classifier.ifPresent(c -> GuidedSubject.check(c, PIXELS, wish));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
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
    static void check(Wish wish) {
        var plans = wish.plans();
        Relabelled.check("digits", org.integrand.diffusion.schedule.VpLinear.DEFAULT, plans.noise(), plans.start());
        if (wish.classifier().isPresent() && wish.classifier().get() instanceof ClassifierSpec.Posterior)
            throw new IllegalArgumentException(
                    "classifier posterior: that of the digits is not known, expected judge or onnx");
    }

    /// The states `[sample][784]` in one array.
    static float[] flat(double[][] states) {
        float[] x = new float[states.length * PIXELS];
        for (int i = 0; i < states.length; i++)
            for (int j = 0; j < PIXELS; j++) x[i * PIXELS + j] = (float) states[i][j];
        return x;
    }

    /// Digits and what they took.
    ///
    /// @param samples  `[sample][784]` in one array, fewer than the states when the run was cancelled
    /// @param plan     what was run; of an adaptive sampler the one with the most evaluations
    /// @param rejected attempts that an adaptive sampler repeated, in that one
    record Outcome(float[] samples, Optional<Plan> plan, int evaluations, int rejected) {}

    /// The samples from the states, by a plan that draws no noise.
    float[] run(Plan plan, float[] initial, int[] classes, Run run) {
        return run(new Route.Planned(plan), Extras.of(0), initial, classes, run).samples();
    }

    /// The samples from the states.
    Outcome run(Route route, Extras extras, float[] initial, int[] classes, Run run) {
        var samples = new float[initial.length];
        int size = extras.noise().isPresent() ? classes.length : route.batch(BATCH, classes.length);
        var drawing = new Drawing<>(route, extras, Precision.SINGLE, PIXELS);
        Optional<Drawing.Drawn<float[]>> longest = Optional.empty();
        int done = 0;
        for (int from = 0; from < classes.length; from += size) {
            int to = Math.min(from + size, classes.length);
            var part = run.progress().part((double) from / classes.length, (double) to / classes.length);
            try {
                var denoiser = new Timed(model(Arrays.copyOfRange(classes, from, to)));
                var drawn = drawing.draw(
                        denoiser,
                        Arrays.copyOfRange(initial, from * PIXELS, to * PIXELS),
                        from,
                        to - from,
                        StepObserver.reporting(part, run.cancellation()));
                System.arraycopy(drawn.samples(), 0, samples, from * PIXELS, drawn.samples().length);
                if (longest.isEmpty() || drawn.evaluations() > longest.get().evaluations())
                    longest = Optional.of(drawn);
                done = to;
            } catch (CancellationException _) {
                break;
            }
        }
        return new Outcome(
                done < classes.length ? Arrays.copyOf(samples, done * PIXELS) : samples,
                longest.map(Drawing.Drawn::plan),
                longest.map(Drawing.Drawn::evaluations).orElse(0),
                longest.map(Drawing.Drawn::rejected).orElse(0));
    }

    /// The digits of these classes, on the job's schedule.
    private DiffusionModel<float[]> model(int[] classes) {
        if (estimate.isPresent()) return estimate.get().guided(model, classes);
        var own = Relabelled.on(model.guided(classes, wish.guidance()), model.schedule(), schedule);
        if (classifier.isEmpty()) return own;
        double scale = wish.classifier().orElseThrow().scale();
        return classifier.get().guide(own, classes, scale, wish.plans(), Precision.SINGLE);
    }

    /// Seconds spent in the network so far.
    double networkSeconds() {
        return networkNanos * 1e-9;
    }

    @Override
    public void close() {
        classifier.ifPresent(OpenClassifier::close);
        estimate.ifPresent(DigitEstimate::close);
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
