package org.integrand.diffusion.image;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// IDX files of unsigned bytes, plain or gzipped, as MNIST comes in: a magic number 0x0800 + number of axes, the length
/// of each axis as a big-endian integer of 32 bits, the bytes. Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST
/// database of handwritten digits".
public final class IdxFile {
    private static final int BYTES = 0x0800;
    private static final int BUFFER = 1 << 16;

    private IdxFile() {}

    /// Grey pictures from a file of three axes: pictures, rows, columns.
    ///
    /// @param limit at most so many, the first ones
    /// @throws IllegalArgumentException when the file holds something else, or less than it says
    /// @throws UncheckedIOException     when it cannot be read
    public static ImageSet images(Path file, int limit) {
        return read(file, 3, (axes, in) -> {
            int count = Math.min(limit, axes[0]);
            var shape = new ImageShape(1, axes[1], axes[2]);
            return ImageSet.of(shape, bytes(file, in, (long) count * shape.numbers(), count == axes[0]));
        });
    }

    /// Labels from a file of one axis.
    ///
    /// @param limit at most so many, the first ones
    /// @throws IllegalArgumentException when the file holds something else, or less than it says
    /// @throws UncheckedIOException     when it cannot be read
    public static byte[] labels(Path file, int limit) {
        return read(file, 1, (axes, in) -> bytes(file, in, Math.min(limit, axes[0]), limit >= axes[0]));
    }

    private interface Content<T> {
        T read(int[] axes, DataInputStream in) throws IOException;
    }

    private static <T> T read(Path file, int axes, Content<T> content) {
        try (var in = new DataInputStream(opened(file))) {
            int magic = in.readInt();
            if (magic != BYTES + axes)
                throw new IllegalArgumentException(String.format(
                        "%s: magic number %08x, expected %08x, an IDX file of bytes with %d ax%ss",
                        file, magic, BYTES + axes, axes, axes == 1 ? "i" : "e"));
            int[] lengths = new int[axes];
            for (int i = 0; i < axes; i++) {
                lengths[i] = in.readInt();
                if (lengths[i] < 1)
                    throw new IllegalArgumentException(
                            file + ": length " + lengths[i] + " of axis " + i + ", expected at least 1");
            }
            return content.read(lengths, in);
        } catch (EOFException e) {
            throw new IllegalArgumentException(file + ": ends within its first " + 4 * (axes + 1) + " bytes", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /// The file's bytes, unpacked when they are gzipped.
    private static InputStream opened(Path file) throws IOException {
        var raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        raw.mark(2);
        boolean zipped = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return zipped ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw;
    }

    private static byte[] bytes(Path file, DataInputStream in, long size, boolean toTheEnd) throws IOException {
        if (size > ImageSet.LARGEST)
            throw new IllegalArgumentException(
                    file + ": " + size + " bytes of pictures, expected fewer than 2^31; set a limit");
        byte[] bytes;
        try {
            bytes = in.readNBytes((int) size);
        } catch (EOFException _) {
            throw new IllegalArgumentException(file + ": the gzipped file is cut off");
        }
        if (bytes.length != size)
            throw new IllegalArgumentException(file + ": " + bytes.length + " bytes, expected " + size);
        if (toTheEnd && in.read() >= 0)
            throw new IllegalArgumentException(file + ": more than the " + size + " bytes that its head promises");
        return bytes;
    }
}
