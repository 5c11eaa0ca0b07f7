package org.integrand.neural.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.integrand.neural.network.Weights;
import org.integrand.neural.network.Weights.Parameter;

/// Reads the weights back out of an ONNX file that [OnnxExport] wrote: its tensors of floats that lie in the file, by
/// name. Field numbers are those of onnx.proto3 of the ONNX project; wire format:
/// protobuf.dev/programming-guides/encoding.
public final class OnnxWeights {
    private static final int GRAPH = 7;
    private static final int INITIALIZER = 5;

    private OnnxWeights() {}

    /// @throws IllegalArgumentException when the bytes are not a whole file
    public static Weights read(byte[] onnx) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        try {
            for (Field model : fields(ByteBuffer.wrap(onnx)))
                if (model.number == GRAPH)
                    for (Field part : fields(model.bytes))
                        if (part.number == INITIALIZER) tensor(part.bytes, parameters);
        } catch (java.nio.BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("weights: not a whole ONNX file (" + onnx.length + " bytes)", e);
        }
        return new Weights(parameters);
    }

    private static void tensor(ByteBuffer in, Map<String, Parameter> into) {
        String name = "";
        int element = 0;
        List<Integer> shape = new ArrayList<>();
        var raw = ByteBuffer.allocate(0);
        for (Field field : fields(in)) {
            switch (field.number) {
                case 1 -> {
                    if (field.bytes.capacity() == 0) shape.add((int) field.integer);
                    else while (field.bytes.hasRemaining()) shape.add((int) varint(field.bytes));
                }
                case 2 -> element = (int) field.integer;
                case 8 -> name = StandardCharsets.UTF_8.decode(field.bytes).toString();
                case 9 -> raw = field.bytes;
                default -> {
                    // what a tensor of another make has beside these
                }
            }
        }
        if (element != OnnxExport.FLOAT || !raw.hasRemaining()) return;
        var values = new float[raw.remaining() / Float.BYTES];
        raw.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        into.put(name, new Parameter(shape, values));
    }

    /// A field: a number, or bytes.
    private record Field(int number, long integer, ByteBuffer bytes) {}

    private static List<Field> fields(ByteBuffer in) {
        var fields = new ArrayList<Field>();
        var nothing = ByteBuffer.allocate(0);
        while (in.hasRemaining()) {
            long key = varint(in);
            int number = (int) (key >>> 3);
            switch ((int) (key & 7)) {
                case 0 -> fields.add(new Field(number, varint(in), nothing));
                case 1 -> fields.add(new Field(number, in.getLong(), nothing));
                case 5 -> fields.add(new Field(number, in.getInt(), nothing));
                case 2 -> {
                    int length = Math.toIntExact(varint(in));
                    fields.add(new Field(number, length, in.slice(in.position(), length)));
                    in.position(in.position() + length);
                }
                default -> throw new IllegalArgumentException("wire type " + (key & 7));
            }
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) return value;
        }
        throw new IllegalArgumentException("a number of more than 64 bits");
    }
}
