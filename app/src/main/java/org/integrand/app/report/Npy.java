package org.integrand.app.report;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.integrand.app.job.Failure;

/// An array of a NumPy file, version 1.0 to 3.0: little- or big-endian float32 or float64 in C order.
/// Source: NumPy Enhancement Proposal 1, "A Simple File Format for NumPy Arrays".
///
/// @param shape  lengths of the axes
/// @param values all numbers, the last axis running fastest
public record Npy(int[] shape, double[] values) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;
    private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<>])f([48])'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*False");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d,\\s]*)\\)");

    /// @param origin names the file in errors
    static Npy read(byte[] bytes, String origin) {
        if (bytes.length < 12 || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length)))
            throw new Failure(origin + " is not a NumPy file");
        var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(8);
        int length = bytes[6] == 1 ? Short.toUnsignedInt(in.getShort()) : in.getInt();
        if (length < 0 || length > in.remaining()) throw new Failure(origin + " is cut off in its header");
        String header = new String(bytes, in.position(), length, StandardCharsets.UTF_8);
        Matcher type = TYPE.matcher(header);
        Matcher axes = SHAPE.matcher(header);
        if (!type.find() || !axes.find() || !ORDER.matcher(header).find())
            throw new Failure(origin + ": " + header.strip() + ": expected float32 or float64 in C order");
        int[] shape = Arrays.stream(axes.group(1).split(",", -1))
                .map(String::strip)
                .filter(axis -> !axis.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        long count = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
        int width = type.group(2).equals("4") ? Float.BYTES : Double.BYTES;
        in.position(in.position() + length);
        if (count * width > in.remaining())
            throw new Failure(origin + " is cut off: " + in.remaining() + " bytes of data, expected " + count * width);
        in.order(type.group(1).equals("<") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        double[] values = new double[(int) count];
        for (int i = 0; i < values.length; i++) values[i] = width == Float.BYTES ? in.getFloat() : in.getDouble();
        return new Npy(shape, values);
    }

    /// The array as samples: the first axis counts them, all others make one sample.
    double[][] rows() {
        int count = shape.length == 0 ? 1 : shape[0];
        int width = count == 0 ? 0 : values.length / count;
        double[][] rows = new double[count][];
        for (int i = 0; i < count; i++) rows[i] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
        return rows;
    }

    /// float64, shape `(rows, columns)`.
    public static byte[] bytes(double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        byte[] header = header("<f8", rows.length, columns);
        byte[] file =
                Arrays.copyOf(header, Math.toIntExact(header.length + (long) rows.length * columns * Double.BYTES));
        var out = data(file, header.length);
        for (double[] row : rows) for (double value : row) out.putDouble(value);
        return file;
    }

    /// float32 of any shape.
    public static byte[] bytes(float[] values, int... shape) {
        byte[] header = header("<f4", shape);
        byte[] file = Arrays.copyOf(header, Math.toIntExact(header.length + (long) values.length * Float.BYTES));
        var out = data(file, header.length);
        for (float value : values) out.putFloat(value);
        return file;
    }

    private static ByteBuffer data(byte[] file, int start) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(start);
    }

    /// All that comes before the numbers: a multiple of 64 bytes that ends with a line break.
    private static byte[] header(String type, int... shape) {
        String axes = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        if (shape.length == 1) axes += ",";
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + axes + "), }";
        int start = MAGIC.length + 4;
        int length = (start + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] header = Arrays.copyOf(MAGIC, length);
        Arrays.fill(header, start, length, (byte) ' ');
        data(header, MAGIC.length).put((byte) 1).put((byte) 0).putShort((short) (length - start));
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, header, start, text.length());
        header[length - 1] = '\n';
        return header;
    }
}
