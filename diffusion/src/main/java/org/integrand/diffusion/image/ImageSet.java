package org.integrand.diffusion.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.integrand.diffusion.model.SampleSet;

/// Pictures of one size, as bytes. As numbers they are `[channel][row][column]` in -1 (black) ... 1 (white):
/// byte / 127.5 - 1 in single precision. Immutable.
public final class ImageSet implements SampleSet {
    /// The largest set: that many pixels in all channels of all pictures.
    static final int LARGEST = Integer.MAX_VALUE - 8;

    private final ImageShape shape;
    private final byte[] pixels;
    private final byte[] labels;
    private final double[] levels =
            IntStream.range(0, 256).mapToDouble(level -> level / 127.5f - 1).toArray();

    private ImageSet(ImageShape shape, byte[] pixels, byte[] labels) {
        this.shape = shape;
        this.pixels = pixels;
        this.labels = labels;
    }

    /// Pictures `[image][channel][row][column]`; the array is not copied.
    ///
    /// @throws IllegalArgumentException when the bytes are not a whole number of pictures, at least 1
    public static ImageSet of(ImageShape shape, byte[] pixels) {
        if (pixels.length == 0 || pixels.length % shape.numbers() != 0)
            throw new IllegalArgumentException("pictures: " + pixels.length + " bytes, expected a multiple of "
                    + shape.numbers() + ", for pictures of " + shape);
        return new ImageSet(shape, pixels, new byte[0]);
    }

    /// Reads a folder of PNG and JPEG files ([ImageFolder]) or an IDX file ([IdxFile]).
    ///
    /// @param limit at most so many pictures, the first ones
    /// @throws IllegalArgumentException         when it is neither, or not as it should be
    /// @throws java.io.UncheckedIOException when it cannot be read
    public static ImageSet read(Path path, int limit) {
        if (limit < 1) throw new IllegalArgumentException("limit " + limit + ": expected at least 1");
        if (!Files.exists(path))
            throw new IllegalArgumentException(
                    path + " does not exist: expected a folder of PNG or JPEG files, or an IDX file");
        return Files.isDirectory(path) ? ImageFolder.read(path, limit) : IdxFile.images(path, limit);
    }

    /// These pictures with a label each.
    ///
    /// @param origin what to call the labels in a message, for example their file
    /// @throws IllegalArgumentException when there are not as many
    public ImageSet labelled(String origin, byte[] all) {
        if (all.length != count())
            throw new IllegalArgumentException(
                    origin + ": " + all.length + " labels, expected " + count() + ", one for each picture");
        return new ImageSet(shape, pixels, all.clone());
    }

    /// The pictures with this label.
    ///
    /// @throws IllegalArgumentException when there are no labels, or none like this
    public ImageSet only(int label) {
        if (labels.length == 0)
            throw new IllegalArgumentException(
                    "class " + label + ": the pictures have no labels, expected a file of them");
        int[] chosen =
                IntStream.range(0, count()).filter(i -> label(i) == label).toArray();
        if (chosen.length == 0)
            throw new IllegalArgumentException("class " + label + ": none of the " + count()
                    + " pictures has this label, expected one of "
                    + Arrays.toString(IntStream.range(0, count())
                            .map(this::label)
                            .distinct()
                            .sorted()
                            .toArray()));
        int size = shape.numbers();
        byte[] some = new byte[chosen.length * size];
        byte[] same = new byte[chosen.length];
        for (int i = 0; i < chosen.length; i++) System.arraycopy(pixels, chosen[i] * size, some, i * size, size);
        Arrays.fill(same, (byte) label);
        return new ImageSet(shape, some, same);
    }

    public ImageShape shape() {
        return shape;
    }

    @Override
    public int count() {
        return pixels.length / shape.numbers();
    }

    @Override
    public int dimension() {
        return shape.numbers();
    }

    @Override
    public void read(int index, int from, int to, double[] into) {
        int at = index * shape.numbers();
        for (int j = from; j < to; j++) into[j - from] = levels[pixels[at + j] & 0xff];
    }

    /// Writes picture `index` to `into` from `offset`.
    public void image(int index, float[] into, int offset) {
        int at = index * shape.numbers();
        for (int j = 0; j < shape.numbers(); j++) into[offset + j] = (float) levels[pixels[at + j] & 0xff];
    }

    /// Whether the pictures have labels.
    public boolean labelled() {
        return labels.length > 0;
    }

    /// The label of picture `index`, 0 ... 255.
    ///
    /// @throws IllegalStateException when there are no labels
    public int label(int index) {
        if (labels.length == 0) throw new IllegalStateException("the pictures have no labels");
        return labels[index] & 0xff;
    }
}
