package org.integrand.diffusion.onnx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.integrand.diffusion.model.LabelledNetwork;
import org.integrand.neural.onnx.OnnxModel;
import org.integrand.neural.onnx.OnnxPort;
import org.integrand.neural.onnx.OnnxPort.Element;

/// A network from an ONNX file, run by ONNX Runtime a lot of states at a time, each lot on one thread: the numbers
/// depend neither on the batch nor on how many threads there are.
public final class OnnxNetwork implements AutoCloseable {
    /// States a lot where states are small, and filled up to a multiple of `FULL`: the runtime's elementary functions
    /// treat the last few numbers of a vector otherwise than the rest, and a sample must not depend on its place.
    private static final int LOT = 32;

    private static final int FULL = 16;
    /// Larger states are evaluated one by one.
    private static final int LARGE = 4096;

    private final OnnxModel model;
    private final OnnxSignature signature;
    private final OnnxPort sample;
    private final Optional<OnnxPort> timestep;
    private final boolean parallel;

    /// @param model   of one thread; closed by [#close]
    /// @param threads 1: evaluations run on the caller's thread; more: on the common pool too
    /// @throws IllegalArgumentException when the model is not as the signature says
    public OnnxNetwork(OnnxModel model, OnnxSignature signature, int threads) {
        signature.check(model);
        this.model = model;
        this.signature = signature;
        this.sample = OnnxSignature.port(model, model.inputPorts(), "input", signature.sample());
        this.timestep = signature.timestep().map(name -> OnnxSignature.port(model, model.inputPorts(), "input", name));
        this.parallel = threads > 1;
    }

    public OnnxSignature signature() {
        return signature;
    }

    /// The network for a batch of `count` states of no class, under the conditions.
    ///
    /// @throws IllegalArgumentException when it needs classes and knows no label for none
    public LabelledNetwork<float[]> classless(int count) {
        return new Batch(none(count), false);
    }

    /// The network for a batch of `count` states of no class and without the conditions: what guidance points away
    /// from.
    ///
    /// @throws IllegalArgumentException when it needs classes and knows no label for none
    public LabelledNetwork<float[]> unconditional(int count) {
        return new Batch(none(count), true);
    }

    private long[] none(int count) {
        long[] none = new long[count];
        signature.classes().ifPresent(c -> Arrays.fill(none, c.none().orElseThrow(this::noneMissing)));
        return none;
    }

    private IllegalArgumentException noneMissing() {
        return new IllegalArgumentException(
                "model " + model.name() + ": it has classes and none that stands for no class, expected a class");
    }

    /// The network for a batch of states of these classes, under the conditions.
    ///
    /// @throws IllegalArgumentException when it has no classes, or not these
    public LabelledNetwork<float[]> conditional(int[] classes) {
        int count = signature
                .classes()
                .orElseThrow(() -> new IllegalArgumentException(
                        "class " + classes[0] + ": the model " + model.name() + " has no classes"))
                .count();
        for (int c : classes)
            if (c < 0 || c >= count)
                throw new IllegalArgumentException("class " + c + ": expected 0 ... " + (count - 1));
        return new Batch(Arrays.stream(classes).asLongStream().toArray(), false);
    }

    @Override
    public void close() {
        model.close();
    }

    /// How many states an evaluation holds at most, and of how many its size is a multiple.
    private record Lots(int most, int full) {}

    private Lots lots() {
        int fixed = sample.shape().getFirst();
        if (fixed > 0) return new Lots(fixed, fixed);
        return signature.shape().numbers() >= LARGE ? new Lots(1, 1) : new Lots(LOT, FULL);
    }

    /// One batch with its class labels.
    private final class Batch implements LabelledNetwork<float[]> {
        private final long[] classes;
        private final boolean without;

        /// @param without whether the conditions are left out
        Batch(long[] classes, boolean without) {
            this.classes = classes;
            this.without = without;
        }

        @Override
        public void evaluate(float[] y, double label, float[] into) {
            int numbers = signature.shape().numbers();
            if (y.length != classes.length * numbers || into.length != y.length)
                throw new IllegalArgumentException("model " + model.name() + ": a batch of " + y.length
                        + " numbers, expected " + classes.length + " states of " + numbers);
            var size = lots();
            var all = IntStream.range(0, Math.ceilDiv(classes.length, size.most));
            (parallel ? all.parallel() : all).forEach(k -> evaluate(size, k * size.most, y, label, into));
        }

        private void evaluate(Lots lots, int from, float[] y, double label, float[] into) {
            int numbers = signature.shape().numbers();
            int size = Math.min(lots.most, classes.length - from);
            int full = Math.ceilDiv(size, lots.full) * lots.full;
            var states = new float[full * numbers];
            var result = new float[full * numbers];
            for (int i = 0; i < size; i++) toFile(y, (from + i) * numbers, states, i * numbers);
            Map<String, Object> inputs = new HashMap<>();
            Map<String, long[]> shapes = new HashMap<>();
            inputs.put(signature.sample(), states);
            shapes.put(signature.sample(), shape(full));
            timestep.ifPresent(port -> time(port, label, full, inputs, shapes));
            signature.classes().ifPresent(c -> {
                inputs.put(c.name(), Arrays.copyOfRange(classes, from, from + full));
                shapes.put(c.name(), new long[] {full});
            });
            for (Condition condition : signature.conditions()) {
                inputs.put(condition.name(), condition.batch(full, without));
                shapes.put(condition.name(), condition.shape(model, full));
            }
            model.evaluate(inputs, shapes, Map.of(signature.output(), result));
            for (int i = 0; i < size; i++) fromFile(result, i * numbers, into, (from + i) * numbers);
        }
    }

    private long[] shape(int batch) {
        var axes = signature.axes();
        return new long[] {batch, axes.get(0), axes.get(1), axes.get(2)};
    }

    private static void time(
            OnnxPort timestep, double label, int batch, Map<String, Object> inputs, Map<String, long[]> shapes) {
        int axes = timestep.shape().size();
        int count = axes == 0 || timestep.shape().getFirst() == 1 ? 1 : batch;
        shapes.put(timestep.name(), axes == 0 ? new long[0] : axes == 1 ? new long[] {count} : new long[] {count, 1});
        if (timestep.element() == Element.INT64) {
            var labels = new long[count];
            Arrays.fill(labels, (long) Math.rint(label));
            inputs.put(timestep.name(), labels);
        } else {
            var labels = new float[count];
            Arrays.fill(labels, (float) label);
            inputs.put(timestep.name(), labels);
        }
    }

    /// A state in the file's layout.
    private void toFile(float[] from, int at, float[] into, int to) {
        int channels = signature.channelsLast() ? signature.shape().channels() : 1;
        int plane = signature.shape().numbers() / channels;
        for (int c = 0; c < channels; c++)
            for (int i = 0; i < plane; i++) into[to + i * channels + c] = from[at + c * plane + i];
    }

    /// A state from the file's layout.
    private void fromFile(float[] from, int at, float[] into, int to) {
        int channels = signature.channelsLast() ? signature.shape().channels() : 1;
        int plane = signature.shape().numbers() / channels;
        for (int c = 0; c < channels; c++)
            for (int i = 0; i < plane; i++) into[to + c * plane + i] = from[at + i * channels + c];
    }
}
