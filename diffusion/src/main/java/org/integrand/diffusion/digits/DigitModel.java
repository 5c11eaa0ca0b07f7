package org.integrand.diffusion.digits;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.integrand.diffusion.model.ClassifierFreeGuidance;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.ParametricModel;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.FloatSpace;
import org.integrand.neural.onnx.OnnxModel;
import org.integrand.neural.torch.Tuning;

/// The trained digits model: noise prediction for 28 x 28 images in [-1, 1], conditional on the class, on the
/// schedule VP-linear (0.1, 20). A state is `[sample][784]`. Runs in ONNX Runtime, a few images at a time, each
/// lot on one thread: the numbers depend neither on the batch nor on how many threads there are. It can be
/// differentiated: the way back is a graph that is made from the weights when it is first asked for.
public final class DigitModel implements AutoCloseable {
    /// Numbers of an image.
    public static final int PIXELS = DigitUNet.SIDE * DigitUNet.SIDE;
    /// Classes: the digits 0 ... 9.
    public static final int CLASSES = DigitClassifier.CLASSES;

    /// Numbers of the vector that stands for a class.
    public static final int CONDITION = DigitUNet.CONDITION;

    private static final String NETWORK = "digits.onnx";
    private static final String CLASSIFIER = "digit-classifier.onnx";
    private static final String REFERENCE = "digit-reference.json";

    private final DigitNetworks networks;

    private DigitModel(DigitNetworks networks) {
        this.networks = networks;
    }

    /// The model that comes with this library.
    ///
    /// @param threads 1: evaluations run on the caller's thread; more: on the common pool too
    public static DigitModel shipped(int threads) {
        return new DigitModel(new DigitNetworks(NETWORK, resource(NETWORK), threads > 1));
    }

    /// A model from a file that `train digits` wrote.
    ///
    /// @throws IllegalArgumentException when it is not a whole ONNX file of such a model
    public static DigitModel read(Path file, int threads) {
        try {
            var networks = new DigitNetworks(file.toString(), Files.readAllBytes(file), threads > 1);
            var expected = new DigitUNet(8, 8)
                    .inputs().stream().map(input -> input.name()).toList();
            if (!networks.inputs().containsAll(expected)) {
                var found = networks.inputs();
                networks.close();
                throw new IllegalArgumentException(
                        "model " + file + ": inputs " + found + ", expected " + expected + " (a digits model)");
            }
            return new DigitModel(networks);
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

    /// The style of digits in the features of the judge's classifier, differentiable.
    public static DigitTexture texture(int threads) {
        return new DigitTexture(resource(CLASSIFIER), threads);
    }

    private static byte[] resource(String name) {
        try (var in = DigitModel.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("resource " + name + " is missing from this build");
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + name + ": " + e.getMessage(), e);
        }
    }

    /// The model with factors on the network's two skip connections, that around the 7 x 7 grid and that from the stem;
    /// this one stays as it is. What `skip_coefficients` of solver schedules are for other networks.
    ///
    /// @throws IllegalArgumentException unless there are two finite numbers
    public DigitModel scaled(double... skips) {
        if (skips.length != DigitUNet.SKIPS)
            throw new IllegalArgumentException("skips: " + skips.length + " numbers, expected " + DigitUNet.SKIPS
                    + ", one a skip connection of the network");
        for (double s : skips)
            if (!Double.isFinite(s)) throw new IllegalArgumentException("skips " + s + ": expected finite numbers");
        return new DigitModel(networks.scaled(Arrays.stream(skips).boxed().toList()));
    }

    /// The schedule that the model was trained for.
    public NoiseSchedule schedule() {
        return VpLinear.DEFAULT;
    }

    /// The model of images of these classes, one a sample of the batch.
    ///
    /// @throws IllegalArgumentException when a class is not 0 ... 9
    public DifferentiableModel<float[]> conditional(int[] classes) {
        for (int c : classes)
            if (c < 0 || c >= CLASSES) throw new IllegalArgumentException("class " + c + ": expected 0 ... 9");
        return new LabelledDigits(
                networks, Arrays.stream(classes).asLongStream().toArray());
    }

    /// The model of any digits, for a batch of `count`.
    public DifferentiableModel<float[]> unconditional(int count) {
        var none = new long[count];
        Arrays.fill(none, DigitUNet.NO_CLASS);
        return new LabelledDigits(networks, none);
    }

    /// The model conditioned on a vector of [#CONDITION] numbers in place of a class, or on one for each of the
    /// `count` samples. The vector is the group `condition` of its parameters.
    ///
    /// @throws IllegalArgumentException when there are too many numbers or too few
    public ParametricModel<float[]> conditioned(double[] condition, int count) {
        return new ConditionedDigits(networks, condition, count);
    }

    /// The vector of a class that the network has learned.
    ///
    /// @param digit 0 ... 9, or [#CLASSES] for that of any digit
    public double[] condition(int digit) {
        if (digit < 0 || digit > CLASSES) throw new IllegalArgumentException("class " + digit + ": expected 0 ... 10");
        float[] table = networks.weights().parameter("label.table").values();
        var row = new double[CONDITION];
        for (int i = 0; i < CONDITION; i++) row[i] = table[digit * CONDITION + i];
        return row;
    }

    /// The network with weights that can be tuned, in libtorch; this model stays as it is.
    ///
    /// @param threads 1: evaluations run on the caller's thread; more: on the common pool too
    /// @throws LinkageError when libtorch's native part is not on the class path
    public TunableDigits tunable(Tuning tuning, long seed, int threads) {
        return new TunableDigits(networks.unet(), networks.weights(), tuning, seed, threads > 1);
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
        networks.close();
    }
}
