package org.integrand.neural.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A network from an ONNX file, run by ONNX Runtime on the processor. Safe for use by several threads.
public final class OnnxModel implements AutoCloseable {
    private final String name;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    /// @param name    what to call the model in messages, for example its file
    /// @param threads threads of one evaluation, at least 1
    /// @throws IllegalArgumentException when the bytes are not a whole ONNX model
    public OnnxModel(String name, byte[] bytes, int threads) {
        this.name = name;
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            session = environment.createSession(bytes, options);
        } catch (OrtException e) {
            throw new IllegalArgumentException(
                    "model " + name + ": not a whole ONNX model (" + bytes.length + " bytes): " + firstLine(e));
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

    /// Evaluates a batch: each input is a `float[]` or `long[]` of the whole batch, by name; each output in `into` is
    /// filled
    /// by name.
    ///
    /// @throws IllegalArgumentException when names or sizes do not fit the model
    public void evaluate(int batch, Map<String, ?> inputs, Map<String, float[]> into) {
        var tensors = new LinkedHashMap<String, OnnxTensor>();
        try {
            for (var input : inputs.entrySet())
                tensors.put(input.getKey(), tensor(input.getKey(), batch, input.getValue()));
            try (var results = session.run(tensors, into.keySet())) {
                for (var output : into.entrySet()) copy(results, output.getKey(), output.getValue());
            }
        } catch (OrtException e) {
            throw failure(e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(String input, int batch, Object values) throws OrtException {
        var info = session.getInputInfo().get(input);
        if (info == null)
            throw new IllegalArgumentException(
                    "model " + name + ": no input '" + input + "', it has " + session.getInputNames());
        long[] shape = ((TensorInfo) info.getInfo()).getShape().clone();
        if (shape.length > 0) shape[0] = batch;
        return switch (values) {
            case float[] floats -> OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats), shape);
            case long[] longs -> OnnxTensor.createTensor(environment, LongBuffer.wrap(longs), shape);
            default ->
                throw new IllegalArgumentException("model " + name + ": input '" + input + "' is a "
                        + values.getClass().getSimpleName() + ", expected float[] or long[]");
        };
    }

    private void copy(OrtSession.Result results, String output, float[] into) {
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
