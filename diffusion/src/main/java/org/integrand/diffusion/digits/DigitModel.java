package org.integrand.diffusion.digits;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.integrand.diffusion.model.ClassifierFreeGuidance;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.FloatSpace;
import org.integrand.neural.onnx.OnnxModel;

/// The trained digits model: noise prediction for 28 x 28 images in [-1, 1], conditional on the class, on the schedule
/// VP-linear (0.1, 20). A state is `[sample][784]`. Runs in ONNX Runtime, a few images at a time, each lot on one
/// thread: the numbers depend neither on the batch nor on how many threads there are.
public final class DigitModel implements AutoCloseable {
    /// Numbers of an image.
    public static final int PIXELS = DigitUNet.SIDE * DigitUNet.SIDE;
    /// Classes: the digits 0 ... 9.
    public static final int CLASSES = DigitClassifier.CLASSES;

    private static final int CHUNK = 32;
    /// Lots are filled up to a multiple of this: the runtime's elementary functions treat the last few numbers of a
    /// vector otherwise than the rest, and a sample must not depend on where it stands.
    private static final int FULL = 16;

    private static final String NETWORK = "digits.onnx";
    private static final String CLASSIFIER = "digit-classifier.onnx";
    private static final String REFERENCE = "digit-reference.json";

    private final OnnxModel network;
    private final boolean parallel;

    private DigitModel(OnnxModel network, int threads) {
        this.network = network;
        this.parallel = threads > 1;
    }

    /// The model that comes with this library.
    ///
    /// @param threads 1: evaluations run on the caller's thread; more: on the common pool too
    public static DigitModel shipped(int threads) {
        return new DigitModel(new OnnxModel(NETWORK, resource(NETWORK), 1), threads);
    }

    /// A model from a file that `train digits` wrote.
    ///
    /// @throws IllegalArgumentException when it is not a whole ONNX file of such a model
    public static DigitModel read(Path file, int threads) {
        try {
            var network = new OnnxModel(file.toString(), Files.readAllBytes(file), 1);
            var expected = new DigitUNet(8, 8)
                    .inputs().stream().map(input -> input.name()).toList();
            if (!network.inputs().containsAll(expected)) {
                var found = network.inputs();
                network.close();
                throw new IllegalArgumentException(
                        "model " + file + ": inputs " + found + ", expected " + expected + " (a digits model)");
            }
            return new DigitModel(network, threads);
        } catch (IOException e) {
            throw new UncheckedIOException("model " + file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /// The judge that comes with this library.
    public static DigitJudge judge(int threads) {
        return DigitJudge.of(new OnnxModel(CLASSIFIER, resource(CLASSIFIER), threads), resource(REFERENCE));
    }

    /// The judge's classifier as a guide, differentiable.
    public static DigitLikelihood likelihood(int threads) {
        return new DigitLikelihood(resource(CLASSIFIER), threads);
    }

    private static byte[] resource(String name) {
        try (var in = DigitModel.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("resource " + name + " is missing from this build");
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + name + ": " + e.getMessage(), e);
        }
    }

    /// The schedule that the model was trained for.
    public NoiseSchedule schedule() {
        return VpLinear.DEFAULT;
    }

    /// The model of images of these classes, one a sample of the batch.
    ///
    /// @throws IllegalArgumentException when a class is not 0 ... 9
    public DiffusionModel<float[]> conditional(int[] classes) {
        for (int c : classes)
            if (c < 0 || c >= CLASSES) throw new IllegalArgumentException("class " + c + ": expected 0 ... 9");
        return new Batch(Arrays.stream(classes).asLongStream().toArray());
    }

    /// The model of any digits, for a batch of `count`.
    public DiffusionModel<float[]> unconditional(int count) {
        var none = new long[count];
        Arrays.fill(none, DigitUNet.NO_CLASS);
        return new Batch(none);
    }

    /// Classifier-free guidance: noise = unconditional + scale (conditional - unconditional). Scale 1 is the
    /// conditional
    /// model and asks the network once, others twice.
    public DiffusionModel<float[]> guided(int[] classes, double scale) {
        var conditional = conditional(classes);
        if (scale == 1) return conditional;
        return new ClassifierFreeGuidance<>(
                conditional, unconditional(classes.length), FloatSpace.of(classes.length * PIXELS), scale);
    }

    @Override
    public void close() {
        network.close();
    }

    /// One batch: its labels, and buffers for a chunk.
    private final class Batch implements DiffusionModel<float[]> {
        private final long[] labels;

        Batch(long[] labels) {
            this.labels = labels;
        }

        @Override
        public Prediction prediction() {
            return Prediction.NOISE;
        }

        @Override
        public void evaluate(float[] x, double t, float[] into) {
            if (x.length != labels.length * PIXELS)
                throw new IllegalArgumentException("digits: a batch of " + x.length + " numbers for " + labels.length
                        + " labels, expected " + labels.length * PIXELS);
            var lots = IntStream.range(0, (labels.length + CHUNK - 1) / CHUNK);
            (parallel ? lots.parallel() : lots).forEach(lot -> evaluate(lot * CHUNK, x, (float) t, into));
        }

        private void evaluate(int from, float[] x, float t, float[] into) {
            int size = Math.min(CHUNK, labels.length - from);
            int full = (size + FULL - 1) / FULL * FULL;
            var sample = new float[full * PIXELS];
            System.arraycopy(x, from * PIXELS, sample, 0, size * PIXELS);
            var time = new float[full];
            Arrays.fill(time, t);
            var noise = new float[full * PIXELS];
            network.evaluate(
                    full,
                    Map.of("sample", sample, "time", time, "label", Arrays.copyOfRange(labels, from, from + full)),
                    Map.of("noise", noise));
            System.arraycopy(noise, 0, into, from * PIXELS, size * PIXELS);
        }
    }
}
