package org.integrand.diffusion.digits;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/// A data set of MNIST's form in which digit d is a bright bar of length 2 d + 2: enough to learn from, made here.
final class SyntheticDigits {
    private SyntheticDigits() {}

    static void write(Path folder, int training, int test) throws IOException {
        write(folder, "train", training);
        write(folder, "t10k", test);
    }

    private static void write(Path folder, String part, int count) throws IOException {
        var images = new ByteArrayOutputStream();
        var labels = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new GZIPOutputStream(images))) {
            out.writeInt(0x0803);
            out.writeInt(count);
            out.writeInt(28);
            out.writeInt(28);
            for (int i = 0; i < count; i++)
                for (int pixel = 0; pixel < 784; pixel++) {
                    int column = pixel % 28 - 13;
                    int row = pixel / 28 - 4;
                    boolean bright = (column == 0 || column == 1) && row >= 0 && row < 2 * (i % 10) + 2;
                    out.writeByte(bright ? 255 : 0);
                }
        }
        try (var out = new DataOutputStream(new GZIPOutputStream(labels))) {
            out.writeInt(0x0801);
            out.writeInt(count);
            for (int i = 0; i < count; i++) out.writeByte(i % 10);
        }
        Files.write(folder.resolve(part + "-images-idx3-ubyte.gz"), images.toByteArray());
        Files.write(folder.resolve(part + "-labels-idx1-ubyte.gz"), labels.toByteArray());
    }
}
