package org.integrand.diffusion.digits;

import java.nio.file.Files;
import java.nio.file.Path;
import org.integrand.diffusion.image.IdxFile;
import org.integrand.diffusion.image.ImageSet;

/// A labelled set of 28 x 28 images from MNIST's IDX files (LeCun, Cortes, Burges), gzipped or not.
public final class DigitImages {
    private static final int PIXELS = DigitUNet.SIDE * DigitUNet.SIDE;
    private final ImageSet set;

    private DigitImages(ImageSet set) {
        this.set = set;
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
        var file = file(folder, part + "-images-idx3-ubyte");
        var labels = file(folder, part + "-labels-idx1-ubyte");
        var set = IdxFile.images(file, Integer.MAX_VALUE);
        if (set.dimension() != PIXELS)
            throw new IllegalArgumentException(file + ": pictures of " + set.shape() + ", expected 28 x 28 pixels");
        return new DigitImages(set.labelled(labels.toString(), IdxFile.labels(labels, Integer.MAX_VALUE)));
    }

    private static Path file(Path folder, String name) {
        var plain = folder.resolve(name);
        var file = Files.exists(plain) ? plain : folder.resolve(name + ".gz");
        if (!Files.exists(file))
            throw new IllegalArgumentException("data " + folder + ": no " + name + "[.gz], expected MNIST's IDX files");
        return file;
    }

    public int count() {
        return set.count();
    }

    public int label(int index) {
        return set.label(index);
    }

    /// Writes image `index` as 784 floats in [-1, 1] to `into` from `offset`.
    public void image(int index, float[] into, int offset) {
        set.image(index, into, offset);
    }

    /// All images, `[image][784]`.
    public float[] images() {
        var all = new float[count() * PIXELS];
        for (int i = 0; i < count(); i++) image(i, all, i * PIXELS);
        return all;
    }

    public int[] labels() {
        var all = new int[count()];
        for (int i = 0; i < all.length; i++) all[i] = label(i);
        return all;
    }
}
