package org.integrand.app.diffusion;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.integrand.app.job.Command.Work;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.model.DifferentiableGuidance;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.tuning.DiffusionReader;
import org.integrand.diffusion.tuning.DigitReader;
import org.integrand.diffusion.tuning.MixtureReader;
import org.integrand.diffusion.tuning.NoiseAudit;
import org.integrand.diffusion.tuning.SampleClassifier;
import org.integrand.engine.space.FloatSpace;

/// `tune noise`: how robust a classifier is on what a model generates.
record NoiseTuning(TuneSetting setting, TuneTask.Noise task, int[] labels) {
    private static final int ITERATIONS = 30;
    private static final double RATE = 0.01;
    /// Noise levels that the independent reader of digits looks at.
    private static final int LEVELS = 8;

    static Work ofDigits(TuneSetting setting, TuneTask.Noise task, ModelSpec.Digits spec) {
        int[] labels = DigitBatches.classes(setting.job().drawn(), setting.count());
        return run -> {
            int threads = Runtime.getRuntime().availableProcessors();
            try (var model = spec.open(threads);
                    var likelihood = DigitModel.likelihood(threads)) {
                double guidance = setting.job().guidance();
                DifferentiableModel<float[]> asked = model.conditional(labels);
                if (guidance != 1)
                    asked = new DifferentiableGuidance<>(
                                    asked,
                                    model.unconditional(labels.length),
                                    FloatSpace.of(labels.length * DigitModel.PIXELS),
                                    guidance)
                            .withFixedScale();
                var independent =
                        new DiffusionReader(model, LEVELS, setting.job().seed());
                return new NoiseTuning(setting, task, labels)
                        .run(asked, new DigitReader(likelihood), independent::read, "the diffusion model itself", run);
            }
        };
    }

    static Work ofMixture(TuneSetting setting, TuneTask.Noise task, GaussianMixture mixture) {
        if (setting.job().guidance() != 1)
            throw new IllegalArgumentException(
                    "guidance " + setting.job().guidance() + ": noises of a mixture are attacked without, expected 1");
        if (mixture.components().size() < 2)
            throw new IllegalArgumentException(
                    "task noise: a single Gaussian has no classes, expected gaussian-mixture");
        var bayes = MixtureReader.bayes(mixture);
        return run -> {
            var model = mixture.onFloats(setting.schedule(), Prediction.NOISE);
            var first = new NoiseAudit(setting.plan(), model, bayes, task.box(), setting.rate(RATE), 1, task.step());
            int[] labels = bayes.read(first.samples(setting.noise()));
            return new NoiseTuning(setting, task, labels)
                    .run(model, MixtureReader.nearestMean(mixture), bayes::read, "Bayes' rule", run);
        };
    }

    private Result run(
            DifferentiableModel<float[]> model,
            SampleClassifier classifier,
            Function<float[], int[]> independent,
            String who,
            Run run) {
        long began = System.nanoTime();
        int iterations = setting.iterations(ITERATIONS);
        var audit = new NoiseAudit(
                setting.plan(), model, classifier, task.box(), setting.rate(RATE), iterations, task.step());
        var found = audit.run(setting.noise(), labels, run.progress().part(0, 0.9), run.cancellation());
        boolean[] broken = found.broken(labels);
        int[] judgedBefore = independent.apply(found.before());
        int[] judgedAfter = independent.apply(found.after());
        int[] random = audit.readAtRandomCorners(setting.noise(), setting.job().seed());
        int right = count(i -> found.readBefore()[i] == labels[i]);
        int lost = count(i -> broken[i]);
        int kept = count(i -> broken[i] && judgedAfter[i] == labels[i]);
        int byChance = count(i -> found.readBefore()[i] == labels[i] && random[i] != labels[i]);
        var report = new TuneReport(
                        setting,
                        "Robustness of a classifier on " + labels.length + " samples",
                        String.format(
                                Locale.ROOT,
                                "Noises moved by at most %s in %d steps, to where the classifier errs most; read again by"
                                        + " %s.",
                                task.box(),
                                iterations,
                                who))
                .figure("readAsMeantBefore", (double) right / labels.length)
                .figure("successRate", right == 0 ? 0 : (double) lost / right)
                .figure("successRateAtRandomCorners", right == 0 ? 0 : (double) byChance / right)
                .figure("successesReadAsMeantIndependently", lost == 0 ? 0 : (double) kept / lost)
                .figure("independentAgreementBefore", count(i -> judgedBefore[i] == labels[i]) / (double) labels.length)
                .figure("independentAgreementAfter", count(i -> judgedAfter[i] == labels[i]) / (double) labels.length)
                .figure("crossEntropyBefore", found.losses().getFirst())
                .figure(
                        "crossEntropy",
                        found.losses().stream().mapToDouble(l -> l).max().orElse(0))
                .figure("noiseDistance", TuneSetting.distance(found.noise(), setting.noise()))
                .figure("sampleDistance", TuneSetting.distance(found.after(), found.before()))
                .samples("before", ordered(found.before(), broken))
                .samples("after", ordered(found.after(), broken));
        var json = JobFile.object()
                .put("command", "tune")
                .put("task", task.what())
                .put("iterations", found.losses().size() - 1)
                .put("seconds", (System.nanoTime() - began) * 1e-9);
        var rows = json.putArray("reads");
        for (int i = 0; i < labels.length; i++)
            rows.addObject()
                    .put("meant", labels[i])
                    .put("before", found.readBefore()[i])
                    .put("after", found.readAfter()[i])
                    .put("independent", judgedAfter[i]);
        return report.finish(json, found.losses(), "mean cross-entropy", found.complete(), Optional.empty(), run);
    }

    private interface Which {
        boolean at(int sample);
    }

    private int count(Which which) {
        int count = 0;
        for (int i = 0; i < labels.length; i++) if (which.at(i)) count++;
        return count;
    }

    /// The batch with the broken samples first.
    private float[] ordered(float[] batch, boolean[] broken) {
        int d = setting.dimension();
        var result = new float[batch.length];
        int at = 0;
        for (boolean first : List.of(true, false))
            for (int i = 0; i < broken.length; i++)
                if (broken[i] == first) System.arraycopy(batch, i * d, result, at++ * d, d);
        return Arrays.copyOf(result, at * d);
    }
}
