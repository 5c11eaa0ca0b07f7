package org.integrand.diffusion.digits;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// A labelled set of 28 x 28 images from MNIST's IDX files (LeCun, Cortes, Burges), gzipped or not.
public final class DigitImages {
    private static final int PIXELS = DigitUNet.SIDE * DigitUNet.SIDE;
    private final byte[] pixels;
    private final byte[] labels;

    private DigitImages(byte[] pixels, byte[] labels) {
        this.pixels = pixels;
        this.labels = labels;
    }

    /// The 60,000 training images of a folder with MNIST's original file names.
    public static DigitImages training(Path folder) {
        return read(folder, "train");
    }

    /// The 10,000 test images of a folder with MNIST's original file names.
    public static DigitImages test(Path folder) {
        return read(folder, "t10k");
    }

    private static DigitImages read(Path folder, String part) {
        byte[] pixels = idx(folder, part + "-images-idx3-ubyte", 3);
        byte[] labels = idx(folder, part + "-labels-idx1-ubyte", 1);
        if (pixels.length != labels.length * PIXELS)
            throw new IllegalArgumentException(
                    folder + ": " + pixels.length / PIXELS + " images but " + labels.length + " labels");
        return new DigitImages(pixels, labels);
    }

    private static byte[] idx(Path folder, String name, int axes) {
        var plain = folder.resolve(name);
        var zipped = folder.resolve(name + ".gz");
        var file = Files.exists(plain) ? plain : zipped;
        if (!Files.exists(file))
            throw new IllegalArgumentException("data " + folder + ": no " + name + "[.gz], expected MNIST's IDX files");
        try (var raw = new BufferedInputStream(Files.newInputStream(file));
                var in = new DataInputStream(file.equals(zipped) ? new GZIPInputStream(raw, 1 << 16) : raw)) {
            int magic = in.readInt();
            if (magic != 0x0800 + axes)
                throw new IllegalArgumentException(
                        String.format("%s: magic number %08x, expected %08x", file, magic, 0x0800 + axes));
            int size = 1;
            for (int i = 0; i < axes; i++) size *= in.readInt();
            var bytes = in.readNBytes(size);
            if (bytes.length != size)
                throw new IllegalArgumentException(file + ": " + bytes.length + " bytes, expected " + size);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    public int count() {
        return labels.length;
    }

    public int label(int index) {
        return labels[index];
    }

    /// Writes image `index` as 784 floats in [-1, 1] to `into` from `offset`.
    public void image(int index, float[] into, int offset) {
        for (int i = 0; i < PIXELS; i++) into[offset + i] = (pixels[index * PIXELS + i] & 0xff) / 127.5f - 1;
    }

    /// All images, `[image][784]`.
    public float[] images() {
        var all = new float[count() * PIXELS];
        for (int i = 0; i < count(); i++) image(i, all, i * PIXELS);
        return all;
    }

    public int[] labels() {
        var all = new int[count()];
        for (int i = 0; i < all.length; i++) all[i] = labels[i];
        return all;
    }
}
