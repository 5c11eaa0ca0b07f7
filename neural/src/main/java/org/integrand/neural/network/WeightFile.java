package org.integrand.neural.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.integrand.neural.network.Weights.Parameter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Weights in the safetensors layout: length of the header (8 bytes, little-endian), the header as JSON
/// `{name: {dtype, shape, data_offsets: [from, to]}}`, then the numbers (float32, little-endian, row-major).
public final class WeightFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private WeightFile() {}

    /// @throws UncheckedIOException when the file cannot be written
    public static void write(Weights weights, Path file) {
        var header = new LinkedHashMap<String, Object>();
        int offset = 0;
        for (var entry : weights.parameters().entrySet()) {
            int bytes = 4 * entry.getValue().values().length;
            header.put(
                    entry.getKey(),
                    Map.of("dtype", "F32", "shape", entry.getValue().shape(), "data_offsets", new int[] {
                        offset, offset + bytes
                    }));
            offset += bytes;
        }
        byte[] head = JSON.writeValueAsBytes(header);
        var out = ByteBuffer.allocate(8 + head.length + offset).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(head.length).put(head);
        for (var parameter : weights.parameters().values()) for (float value : parameter.values()) out.putFloat(value);
        try {
            Files.write(file, out.array());
        } catch (IOException e) {
            throw new UncheckedIOException("weights " + file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /// @throws UncheckedIOException     when the file cannot be read
    /// @throws IllegalArgumentException when it is not a whole weight file
    public static Weights read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("weights " + file + ": cannot be read: " + e.getMessage(), e);
        }
        var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long length = bytes.length < 8 ? -1 : in.getLong();
        if (length < 2 || length > bytes.length - 8)
            throw broken(file, "its header of " + length + " bytes is cut off");
        var parameters = new LinkedHashMap<String, Parameter>();
        int data = 8 + (int) length;
        try {
            var header = JSON.readTree(new String(bytes, 8, (int) length, StandardCharsets.UTF_8));
            for (var entry : header.properties())
                if (!entry.getKey().equals("__metadata__"))
                    parameters.put(entry.getKey(), parameter(file, entry.getKey(), entry.getValue(), in, data));
        } catch (JacksonException e) {
            throw broken(file, "its header is not JSON");
        }
        return new Weights(parameters);
    }

    private static Parameter parameter(Path file, String name, JsonNode entry, ByteBuffer in, int data) {
        if (!entry.path("dtype").asString("").equals("F32"))
            throw broken(file, "'" + name + "' is of type " + entry.path("dtype") + ", expected F32");
        var shape = new ArrayList<Integer>();
        int size = 1;
        for (var n : entry.path("shape")) {
            shape.add(n.asInt());
            size *= n.asInt();
        }
        long from = entry.path("data_offsets").path(0).asLong(-1);
        if (from < 0 || data + from + 4L * size > in.capacity())
            throw broken(file, "'" + name + "' ends beyond the file (truncated?)");
        var values = new float[size];
        in.position((int) (data + from))
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return new Parameter(shape, values);
    }

    private static IllegalArgumentException broken(Path file, String why) {
        return new IllegalArgumentException("weights " + file + ": not a whole safetensors file: " + why);
    }
}
