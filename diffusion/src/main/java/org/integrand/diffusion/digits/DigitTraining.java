package org.integrand.diffusion.digits;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.global.torch;
import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;
import org.integrand.neural.network.Network;
import org.integrand.neural.network.Weights;
import org.integrand.neural.onnx.OnnxExport;
import org.integrand.neural.onnx.OnnxModel;
import org.integrand.neural.torch.TorchNetwork;
import org.integrand.neural.train.Objective;
import org.integrand.neural.train.Trainer;
import org.integrand.neural.train.TrainingSettings;
import tools.jackson.databind.json.JsonMapper;

/// Trains the shipped models from MNIST with libtorch and writes them as ONNX files. An interrupted run goes on from
/// its
/// checkpoint in the same folder.
public final class DigitTraining {
    /// How to train.
    ///
    /// @param data         folder with MNIST's IDX files
    /// @param folder       checkpoints and results
    /// @param steps        batches in all
    /// @param batch        images a batch
    /// @param learningRate largest learning rate of Adam
    /// @param threads      threads of libtorch; results are reproducible at an equal number of threads
    public record Options(Path data, Path folder, int steps, int batch, double learningRate, long seed, int threads) {
        public Options {
            if (batch < 1) throw new IllegalArgumentException("batch " + batch + ": expected at least 1");
            if (threads < 1) throw new IllegalArgumentException("threads " + threads + ": expected at least 1");
        }
    }

    /// What came of it: the ONNX file (none before the last step), the loss curve, and figures by name.
    public record Outcome(List<Path> files, List<Double> losses, Map<String, Double> figures, boolean complete) {}

    private static final int CHECKPOINT_STEPS = 500;
    private static final int COMPARED = 16;

    private DigitTraining() {}

    /// Trains the class-conditional U-Net; `digits.onnx`.
    public static Outcome digits(Options options, DigitUNet network, Progress progress, Cancellation cancellation) {
        var images = DigitImages.training(options.data);
        var objective = new DigitObjective(network, images, options.batch, options.seed);
        var trained = train(network, objective, options, 0.999, progress, cancellation);
        if (!trained.complete()) return new Outcome(List.of(), trained.losses(), figures(trained), false);
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("prediction", "noise");
        metadata.put("schedule", "vp-linear 0.1 20");
        metadata.put("steps", Long.toString(trained.steps()));
        return finish(network, trained, metadata, options);
    }

    /// Trains the classifier; `digit-classifier.onnx` and the features' moments of the training images,
    /// `digit-reference.json`.
    public static Outcome classifier(Options options, Progress progress, Cancellation cancellation) {
        var network = new DigitClassifier();
        var images = DigitImages.training(options.data);
        var objective = new ClassifierObjective(network, images, options.batch, options.seed);
        var trained = train(network, objective, options, 0.995, progress, cancellation);
        if (!trained.complete()) return new Outcome(List.of(), trained.losses(), figures(trained), false);
        var outcome = finish(network, trained, Map.of(), options);
        var file = outcome.files().getFirst();
        try (var model = new OnnxModel(file.toString(), Files.readAllBytes(file), options.threads)) {
            var reference = options.folder.resolve("digit-reference.json");
            writeReference(model, images, reference, cancellation);
            var test = DigitImages.test(options.data);
            var judge = DigitJudge.of(model, Files.readAllBytes(reference));
            var verdict = judge.judge(test.images(), test.labels(), Progress.NONE, cancellation);
            outcome.figures().put("test accuracy", verdict.agreement().value());
            outcome.figures()
                    .put("FD of the test images", verdict.frechetDistance().value());
            return new Outcome(List.of(file, reference), outcome.losses(), outcome.figures(), true);
        } catch (IOException e) {
            throw new UncheckedIOException("classifier in " + options.folder + ": " + e.getMessage(), e);
        }
    }

    private static Trainer.Trained train(
            Network network,
            Objective objective,
            Options options,
            double averaging,
            Progress progress,
            Cancellation cancellation) {
        torch.set_num_threads(options.threads);
        try {
            Files.createDirectories(options.folder);
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + options.folder + ": cannot be made: " + e.getMessage(), e);
        }
        var settings = new TrainingSettings(
                options.steps, options.learningRate, Math.min(300, options.steps / 10), averaging, 1, CHECKPOINT_STEPS);
        double[] smooth = {Double.NaN};
        return new Trainer(network, objective, settings).train(options.folder, options.seed, (step, loss) -> {
            smooth[0] = Double.isNaN(smooth[0]) ? loss : 0.98 * smooth[0] + 0.02 * loss;
            progress.at(
                    (double) step / options.steps, String.format(Locale.ROOT, "step %d, loss %.4f", step, smooth[0]));
            return !cancellation.pending();
        });
    }

    private static Map<String, Double> figures(Trainer.Trained trained) {
        var figures = new LinkedHashMap<String, Double>();
        figures.put("steps", (double) trained.steps());
        if (!trained.losses().isEmpty())
            figures.put("final loss", trained.losses().getLast());
        return figures;
    }

    private static Outcome finish(
            Network network, Trainer.Trained trained, Map<String, String> metadata, Options options) {
        var file = options.folder.resolve(network.name() + ".onnx");
        byte[] bytes = OnnxExport.bytes(network, trained.weights(), metadata);
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("model " + file + ": cannot be written: " + e.getMessage(), e);
        }
        var figures = figures(trained);
        figures.put("parameters", (double) trained.weights().size());
        figures.put("largest difference ONNX - libtorch", difference(network, trained.weights(), bytes));
        return new Outcome(List.of(file), trained.losses(), figures, true);
    }

    /// Largest difference of the first output between ONNX Runtime and libtorch on random inputs.
    static double difference(Network network, Weights weights, byte[] onnx) {
        var random = new SplittableRandom(7);
        var inputs = new LinkedHashMap<String, Object>();
        for (var input : network.inputs()) {
            int size = COMPARED;
            for (int n : input.shape()) size *= n;
            var floats = new float[size];
            var longs = new long[size];
            for (int i = 0; i < size; i++) {
                floats[i] = (float) (input.shape().isEmpty() ? random.nextDouble(0.001, 1) : random.nextGaussian());
                longs[i] = random.nextInt(DigitClassifier.CLASSES);
            }
            inputs.put(
                    input.name(),
                    switch (input.element()) {
                        case FLOAT -> floats;
                        case INT64 -> longs;
                    });
        }
        try (var torchNetwork = new TorchNetwork(network, weights, false);
                var model = new OnnxModel(network.name(), onnx, 1)) {
            float[] expected = torchNetwork.evaluate(COMPARED, List.copyOf(inputs.values()));
            var actual = new float[expected.length];
            model.evaluate(COMPARED, inputs, Map.of(network.outputs().getFirst(), actual));
            double largest = 0;
            for (int i = 0; i < actual.length; i++) largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
            return largest;
        }
    }

    private static void writeReference(OnnxModel classifier, DigitImages images, Path file, Cancellation cancellation) {
        var moments = new FeatureMoments(DigitClassifier.FEATURES);
        DigitJudge.classify(
                classifier,
                images.images(),
                Progress.NONE,
                cancellation,
                (index, features, scores, row) -> moments.add(features, row * DigitClassifier.FEATURES));
        var covariance = moments.covariance();
        var rows = new double[covariance.numRows][covariance.numCols];
        for (int i = 0; i < rows.length; i++) for (int j = 0; j < rows.length; j++) rows[i][j] = covariance.get(i, j);
        var content = new LinkedHashMap<String, Object>();
        content.put("images", moments.count());
        content.put("mean", moments.mean());
        content.put("covariance", rows);
        JsonMapper.shared().writeValue(file, content);
    }
}
