package org.integrand.neural.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A network from an ONNX file, run by ONNX Runtime on the processor. Safe for use by several threads.
public final class OnnxModel implements AutoCloseable {
    private final String name;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    /// @param name    what to call the model in messages, for example its file
    /// @param threads threads of one evaluation, at least 1
    /// @throws IllegalArgumentException when the bytes are not a whole ONNX model
    public OnnxModel(String name, byte[] bytes, int threads) {
        this(name, bytes.length, threads, (environment, options) -> environment.createSession(bytes, options));
    }

    /// A model of a file, together with the files beside it that large models keep their weights in.
    ///
    /// @param threads threads of one evaluation, at least 1
    /// @throws IllegalArgumentException when the file does not hold a whole ONNX model
    /// @throws UncheckedIOException     when it cannot be read
    public static OnnxModel read(Path file, int threads) {
        try {
            return new OnnxModel(
                    file.toString(),
                    Files.size(file),
                    threads,
                    (environment, options) -> environment.createSession(file.toString(), options));
        } catch (IOException e) {
            throw new UncheckedIOException("model " + file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private interface Opening {
        OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException;
    }

    private OnnxModel(String name, long size, int threads, Opening opening) {
        this.name = name;
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            session = opening.open(environment, options);
        } catch (OrtException e) {
            throw new IllegalArgumentException(
                    "model " + name + ": not a whole ONNX model (" + size + " bytes): " + firstLine(e));
        }
    }

    public String name() {
        return name;
    }

    /// The key-value pairs that the file carries.
    public Map<String, String> metadata() {
        try {
            return Map.copyOf(session.getMetadata().getCustomMetadata());
        } catch (OrtException e) {
            throw failure(e);
        }
    }

    /// Evaluates a batch: each input is a `float[]` or `long[]` of the whole batch, by name, in the shape that the
    /// file says with `batch` for its first axis; each output in `into` is filled by name.
    ///
    /// @throws IllegalArgumentException when names or sizes do not fit the model
    public void evaluate(int batch, Map<String, ?> inputs, Map<String, float[]> into) {
        evaluate(inputs, shapes(batch, inputs), into);
    }

    /// Evaluates with inputs in given shapes, for models that leave more than the batch open, or less.
    ///
    /// @param shapes length of each axis of each input, by name
    /// @throws IllegalArgumentException when names or sizes do not fit the model
    public void evaluate(Map<String, ?> inputs, Map<String, long[]> shapes, Map<String, float[]> into) {
        var tensors = tensors(inputs, shapes);
        try {
            run(tensors, into);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private Map<String, long[]> shapes(int batch, Map<String, ?> inputs) {
        var shapes = new LinkedHashMap<String, long[]>();
        for (String input : inputs.keySet()) {
            long[] shape = info(input).getShape().clone();
            if (shape.length > 0) shape[0] = batch;
            shapes.put(input, shape);
        }
        return shapes;
    }

    /// The inputs of a batch; to be closed.
    Map<String, OnnxTensor> tensors(int batch, Map<String, ?> inputs) {
        return tensors(inputs, shapes(batch, inputs));
    }

    private Map<String, OnnxTensor> tensors(Map<String, ?> inputs, Map<String, long[]> shapes) {
        var tensors = new LinkedHashMap<String, OnnxTensor>();
        try {
            for (var input : inputs.entrySet()) {
                info(input.getKey());
                long[] shape = shapes.getOrDefault(input.getKey(), new long[0]);
                tensors.put(input.getKey(), tensor(input.getKey(), shape, input.getValue()));
            }
            return tensors;
        } catch (OrtException | RuntimeException e) {
            tensors.values().forEach(OnnxTensor::close);
            throw e instanceof OrtException failed ? failure(failed) : (RuntimeException) e;
        }
    }

    /// Runs the graph and copies outputs.
    void run(Map<String, OnnxTensor> tensors, Map<String, float[]> into) {
        try (var results = run(tensors, into.keySet())) {
            for (var output : into.entrySet()) copy(results, output.getKey(), output.getValue());
        }
    }

    /// Runs the graph; the results are to be closed.
    OrtSession.Result run(Map<String, OnnxTensor> tensors, Collection<String> outputs) {
        try {
            return session.run(tensors, Set.copyOf(outputs));
        } catch (OrtException e) {
            throw failure(e);
        }
    }

    private TensorInfo info(String input) {
        try {
            var info = session.getInputInfo().get(input);
            if (info == null)
                throw new IllegalArgumentException(
                        "model " + name + ": no input '" + input + "', it has " + session.getInputNames());
            return (TensorInfo) info.getInfo();
        } catch (OrtException e) {
            throw failure(e);
        }
    }

    private OnnxTensor tensor(String input, long[] shape, Object values) throws OrtException {
        return switch (values) {
            case float[] floats -> OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats), shape);
            case long[] longs -> OnnxTensor.createTensor(environment, LongBuffer.wrap(longs), shape);
            default ->
                throw new IllegalArgumentException("model " + name + ": input '" + input + "' is a "
                        + values.getClass().getSimpleName() + ", expected float[] or long[]");
        };
    }

    void copy(OrtSession.Result results, String output, float[] into) {
        var tensor = results.get(output).filter(OnnxTensor.class::isInstance).map(OnnxTensor.class::cast);
        var numbers = tensor.orElseThrow(
                        () -> new IllegalArgumentException("model " + name + ": no output '" + output + "'"))
                .getFloatBuffer();
        if (numbers.remaining() != into.length)
            throw new IllegalArgumentException("model " + name + ": output '" + output + "' has " + numbers.remaining()
                    + " numbers, expected " + into.length);
        numbers.get(into);
    }

    public List<String> inputs() {
        return List.copyOf(session.getInputNames());
    }

    public List<String> outputs() {
        return List.copyOf(session.getOutputNames());
    }

    /// The inputs with their types and shapes.
    public List<OnnxPort> inputPorts() {
        try {
            return ports(session.getInputInfo());
        } catch (OrtException e) {
            throw failure(e);
        }
    }

    /// The outputs with their types and shapes.
    public List<OnnxPort> outputPorts() {
        try {
            return ports(session.getOutputInfo());
        } catch (OrtException e) {
            throw failure(e);
        }
    }

    private static List<OnnxPort> ports(Map<String, NodeInfo> nodes) {
        return nodes.values().stream().map(OnnxModel::port).toList();
    }

    private static OnnxPort port(NodeInfo node) {
        if (!(node.getInfo() instanceof TensorInfo tensor))
            return new OnnxPort(node.getName(), OnnxPort.Element.OTHER, List.of());
        var element = switch (tensor.type) {
            case FLOAT -> OnnxPort.Element.FLOAT;
            case INT64 -> OnnxPort.Element.INT64;
            default -> OnnxPort.Element.OTHER;
        };
        var shape = Arrays.stream(tensor.getShape())
                .mapToInt(Math::toIntExact)
                .boxed()
                .toList();
        return new OnnxPort(node.getName(), element, shape);
    }

    private IllegalStateException failure(OrtException e) {
        return new IllegalStateException("model " + name + ": " + firstLine(e), e);
    }

    private static String firstLine(OrtException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw failure(e);
        }
    }
}
