package org.integrand.app.diffusion;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.integrand.app.job.Command.Work;
import org.integrand.app.job.Failure;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.gradient.SampleLoss;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.GaussianMixture.Component;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.tuning.Closeness;
import org.integrand.diffusion.tuning.Descent;
import org.integrand.diffusion.tuning.DigitWeights;
import org.integrand.diffusion.tuning.Losses;
import org.integrand.diffusion.tuning.MixtureFamily;
import org.integrand.diffusion.tuning.ModelFamily;
import org.integrand.diffusion.tuning.SampleObjective;

/// `tune weights`: tunes a model until its samples have a style, near the original.
record StyleTuning(TuneSetting setting, TuneTask.Weights task) {
    private static final int ITERATIONS = 40;
    private static final double RATE = 0.05;
    private static final double RATE_OF_DIGITS = 0.002;
    /// Evaluations of the original's sampling at which the tuned model is held near it.
    private static final int COMPARED = 3;

    static Work ofMixture(TuneSetting setting, TuneTask.Weights task, GaussianMixture mixture) {
        if (setting.job().guidance() != 1) throw guided(setting);
        var mean = task.mean().orElseThrow(StyleTuning::noMoments);
        var std = task.std().orElseThrow(StyleTuning::noMoments);
        if (mean.length != mixture.dimension())
            throw new IllegalArgumentException(
                    "task.mean of " + mean.length + " numbers: expected " + mixture.dimension() + " as in the model");
        var family = new MixtureFamily(mixture, setting.schedule());
        var original = mixture.onFloats(setting.schedule(), Prediction.NOISE);
        return run -> new StyleTuning(setting, task)
                .run(
                        family,
                        original,
                        Losses.moments(mean, std),
                        RATE,
                        run,
                        (report, best, _) -> report.file(
                                "mixture.json", json(family.mixture(best)).getBytes(StandardCharsets.UTF_8)));
    }

    private static IllegalArgumentException noMoments() {
        return new IllegalArgumentException("task.mean and task.std are missing: expected the wanted moments");
    }

    private static IllegalArgumentException guided(TuneSetting setting) {
        return new IllegalArgumentException(
                "guidance " + setting.job().guidance() + ": weights are tuned without, expected 1");
    }

    private static String json(GaussianMixture mixture) {
        var json = JobFile.object().put("type", "gaussian-mixture");
        var weights = json.putArray("weights");
        var means = json.putArray("means");
        var deviations = json.putArray("std");
        for (Component c : mixture.components()) {
            weights.add(c.weight());
            var mean = means.addArray();
            c.mean().forEach(mean::add);
            var deviation = deviations.addArray();
            c.deviation().forEach(deviation::add);
        }
        return json.toPrettyString() + "\n";
    }

    static Work ofDigits(TuneSetting setting, TuneTask.Weights task, ModelSpec.Digits spec) {
        if (setting.job().guidance() != 1) throw guided(setting);
        if (task.mean().isPresent())
            throw new IllegalArgumentException("task.mean: wanted moments are of a mixture, expected task.style");
        return run -> {
            int threads = Runtime.getRuntime().availableProcessors();
            try (var model = spec.open(threads);
                    var reader = DigitModel.likelihood(threads);
                    var texture = DigitModel.texture(threads);
                    var network = model.tunable(task.tuning(), setting.job().seed(), threads)) {
                int count = setting.count();
                var family = new DigitWeights(network);
                var original = model.conditional(DigitWeights.classes(count));
                int others = setting.job().heldOut();
                float[] own = new SampleObjective(setting.plan(), family, setting.noise(), count, (_, _) -> 0)
                        .samples(family.start(), setting.heldOut(), others);
                float[] styled = DigitStyle.of(task.style(), own);
                var loss = texture.distanceTo(texture.gram(styled));
                return new StyleTuning(setting, task)
                        .run(family, original, loss, RATE_OF_DIGITS, run, (report, best, held) -> {
                            int[] classes = DigitWeights.classes(others);
                            network.set(best);
                            report.samples("the style, from the original's held-out digits", styled)
                                    .figure("agreementBefore", agreement(reader.read(own), classes))
                                    .figure("agreement", agreement(reader.read(held), classes))
                                    .figure("tunedNumbers", network.size())
                                    .file("digits.onnx", network.file(metadata()));
                        });
            } catch (LinkageError e) {
                throw new Failure(
                        "libtorch's native part is not on the class path (" + e.getMessage()
                                + "): start as ./integrand tune weights",
                        new IllegalStateException(e));
            }
        };
    }

    private static Map<String, String> metadata() {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("prediction", "noise");
        metadata.put("schedule", "vp-linear 0.1 20");
        return metadata;
    }

    private static double agreement(int[] read, int[] wanted) {
        int same = 0;
        for (int i = 0; i < read.length; i++) if (read[i] == wanted[i]) same++;
        return (double) same / read.length;
    }

    /// Adds what only one kind of model has, given the best numbers and their held-out samples.
    private interface Rest {
        void add(TuneReport report, double[] best, float[] heldOut);
    }

    private Result run(
            ModelFamily family,
            DiffusionModel<float[]> original,
            SampleLoss<float[]> loss,
            double rate,
            Run run,
            Rest rest) {
        long began = System.nanoTime();
        int count = setting.count();
        var objective = new SampleObjective(setting.plan(), family, setting.noise(), count, loss);
        var closeness = new Closeness(setting.plan(), family, original, setting.noise(), count, COMPARED);
        var descent = new Descent(setting.iterations(ITERATIONS), setting.rate(rate));
        double[] start = family.start();
        float[] before = objective.samples(start);
        float[] other = setting.heldOut();
        int others = setting.job().heldOut();
        float[] heldBefore = objective.samples(start, other, others);
        var found = descent.run(start, closeness.with(objective, task.penalty()), run.progress(), run.cancellation());
        float[] held = objective.samples(found.best(), other, others);
        float[] after = objective.samples(found.best());
        var report = new TuneReport(
                        setting,
                        "A model tuned towards a style",
                        String.format(
                                Locale.ROOT,
                                "Adam, %d steps on %d noises; gradients through %d evaluations of %s.",
                                descent.iterations(),
                                count,
                                setting.plan().evaluations(),
                                setting.plan().sampler()))
                .figure("lossBefore", found.losses().getFirst())
                .figure("loss", found.loss())
                .figure("styleBefore", loss.of(before, new float[before.length]))
                .figure("style", loss.of(after, new float[after.length]))
                .figure("heldOutStyleBefore", loss.of(heldBefore, new float[held.length]))
                .figure("heldOutStyle", loss.of(held, new float[held.length]))
                .figure("predictionChange", Math.sqrt(closeness.of(found.best(), 0, new double[0])))
                .samples("held-out noises, before", heldBefore)
                .samples("held-out noises, after", held);
        rest.add(report, found.best(), held);
        var json = JobFile.object()
                .put("command", "tune")
                .put("task", task.what())
                .put("iterations", found.losses().size() - 1)
                .put("seconds", (System.nanoTime() - began) * 1e-9);
        return report.finish(json, found.losses(), "style + penalty", found.complete(), found.stopped(), run);
    }

    /// Styles of digits.
    private record DigitStyle() {
        private static final int SIDE = 28;
        private static final double SLANT = 0.35;

        static float[] of(TuneTask.Weights.Style style, float[] images) {
            var styled = new float[images.length];
            for (int image = 0; image < images.length; image += SIDE * SIDE)
                for (int row = 0; row < SIDE; row++)
                    for (int column = 0; column < SIDE; column++)
                        styled[image + row * SIDE + column] = switch (style) {
                            case BOLD -> extreme(images, image, row, column, 1);
                            case THIN -> extreme(images, image, row, column, -1);
                            case SLANT -> slanted(images, image, row, column);
                        };
            return styled;
        }

        /// The largest, or with sign -1 the smallest, of a pixel and its four neighbours.
        private static float extreme(float[] images, int image, int row, int column, int sign) {
            float best = pixel(images, image, row, column);
            for (int[] step : List.of(new int[] {0, 1}, new int[] {1, 0}, new int[] {0, -1}, new int[] {-1, 0})) {
                float other = pixel(images, image, row + step[0], column + step[1]);
                if (sign * other > sign * best) best = other;
            }
            return best;
        }

        private static float slanted(float[] images, int image, int row, int column) {
            double from = column + SLANT * (row - (SIDE - 1) / 2.0);
            int left = (int) Math.floor(from);
            float part = (float) (from - left);
            return (1 - part) * pixel(images, image, row, left) + part * pixel(images, image, row, left + 1);
        }

        private static float pixel(float[] images, int image, int row, int column) {
            boolean inside = row >= 0 && row < SIDE && column >= 0 && column < SIDE;
            return inside ? images[image + row * SIDE + column] : -1;
        }
    }
}
