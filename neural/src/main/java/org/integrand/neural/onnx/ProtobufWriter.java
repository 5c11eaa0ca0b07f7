package org.integrand.neural.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The part of the protocol-buffer wire format that ONNX needs: varints, 32-bit floats and length-delimited
/// fields. Source: protobuf.dev/programming-guides/encoding.
public final class ProtobufWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public ProtobufWriter integer(int field, long value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    public ProtobufWriter floating(int field, float value) {
        varint(((long) field << 3) | 5);
        var raw = new byte[4];
        littleEndian(raw).putFloat(value);
        out.writeBytes(raw);
        return this;
    }

    public ProtobufWriter text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    public ProtobufWriter message(int field, ProtobufWriter value) {
        return bytes(field, value.out.toByteArray());
    }

    public ProtobufWriter bytes(int field, byte[] value) {
        varint(((long) field << 3) | 2);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    /// The fields of another writer after these.
    ProtobufWriter append(ProtobufWriter more) {
        out.writeBytes(more.toByteArray());
        return this;
    }

    public byte[] toByteArray() {
        return out.toByteArray();
    }

    private void varint(long value) {
        for (; (value & ~0x7fL) != 0; value >>>= 7) out.write((int) ((value & 0x7f) | 0x80));
        out.write((int) value);
    }

    public static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
