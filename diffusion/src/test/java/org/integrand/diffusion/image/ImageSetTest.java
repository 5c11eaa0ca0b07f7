package org.integrand.diffusion.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSetTest {
    private static final int ALL = Integer.MAX_VALUE;

    @TempDir
    private Path folder;

    /// A picture of some kind, each pixel by its place.
    private Path picture(String name, int kind, int width, int height) throws IOException {
        var picture = new BufferedImage(width, height, kind);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                if (picture.getRaster().getNumBands() == 1 && kind != BufferedImage.TYPE_BYTE_INDEXED)
                    picture.getRaster()
                            .setSample(x, y, 0, (10 * y + x) << (kind == BufferedImage.TYPE_USHORT_GRAY ? 8 : 0));
                else picture.setRGB(x, y, 0xff000000 | (10 * y + x) << 16 | (100 + x) << 8 | 200);
            }
        var file = folder.resolve(name);
        ImageIO.write(picture, name.substring(name.lastIndexOf('.') + 1), file.toFile());
        return file;
    }

    private Path idx(String name, byte[] pixels, int... axes) throws IOException {
        var bytes = ByteBuffer.allocate(4 * (axes.length + 1) + pixels.length).putInt(0x0800 + axes.length);
        for (int axis : axes) bytes.putInt(axis);
        bytes.put(pixels);
        return Files.write(folder.resolve(name), bytes.array());
    }

    private static double[] numbers(ImageSet set, int index) {
        double[] numbers = new double[set.dimension()];
        set.read(index, 0, numbers.length, numbers);
        return numbers;
    }

    private static double level(int level) {
        return level / 127.5 - 1;
    }

    @Test
    void greyLevelsAreTakenAsTheyAreStored() throws IOException {
        picture("a.png", BufferedImage.TYPE_BYTE_GRAY, 4, 3);
        picture("b.png", BufferedImage.TYPE_USHORT_GRAY, 4, 3);
        Files.writeString(folder.resolve("notes.txt"), "no picture");
        var set = ImageSet.read(folder, ALL);
        assertThat(set.count()).isEqualTo(2);
        assertThat(set.shape()).isEqualTo(new ImageShape(1, 3, 4));
        for (int i = 0; i < 2; i++)
            for (int y = 0; y < 3; y++)
                for (int x = 0; x < 4; x++)
                    assertThat(numbers(set, i)[4 * y + x]).isCloseTo(level(10 * y + x), within(1e-7));
    }

    @Test
    void coloursLieInPlanes() throws IOException {
        picture("a.png", BufferedImage.TYPE_INT_RGB, 4, 3);
        picture("b.png", BufferedImage.TYPE_INT_ARGB, 4, 3);
        var set = ImageSet.read(folder, ALL);
        assertThat(set.shape()).isEqualTo(new ImageShape(3, 3, 4));
        for (int i = 0; i < 2; i++) {
            double[] x = numbers(set, i);
            assertThat(x[4 * 2 + 3]).isCloseTo(level(23), within(1e-7));
            assertThat(x[12 + 4 * 2 + 3]).isCloseTo(level(103), within(1e-7));
            assertThat(x[24]).isCloseTo(level(200), within(1e-7));
        }
        double[] part = new double[3];
        set.read(1, 11, 14, part);
        assertThat(part).containsExactly(Arrays.copyOfRange(numbers(set, 1), 11, 14));
    }

    @Test
    void photographsAreReadToo() throws IOException {
        picture("a.jpg", BufferedImage.TYPE_INT_RGB, 16, 8);
        picture("b.JPEG", BufferedImage.TYPE_INT_RGB, 16, 8);
        assertThat(ImageSet.read(folder, ALL).count()).isEqualTo(2);
        assertThat(numbers(ImageSet.read(folder, ALL), 0)[2 * 128]).isCloseTo(level(200), within(0.1));
        assertThat(ImageSet.read(folder, 1).count()).isEqualTo(1);
    }

    @Test
    void picturesThatAreNotAlikeAreNamed() throws IOException {
        var first = picture("a.png", BufferedImage.TYPE_BYTE_GRAY, 4, 3);
        var second = picture("b.png", BufferedImage.TYPE_BYTE_GRAY, 4, 5);
        assertThatThrownBy(() -> ImageSet.read(folder, ALL))
                .hasMessage(second + ": 4 x 5 pixels, 1 channel, expected 4 x 3 pixels, 1 channel as in " + first);
        picture("b.png", BufferedImage.TYPE_INT_RGB, 4, 3);
        assertThatThrownBy(() -> ImageSet.read(folder, ALL))
                .hasMessageContaining("4 x 3 pixels, 3 channels, expected 4 x 3 pixels, 1 channel");
        Files.writeString(second, "text");
        assertThatThrownBy(() -> ImageSet.read(folder, ALL))
                .hasMessage(second + ": no PNG or JPEG picture, whatever its name says");
        byte[] whole = Files.readAllBytes(first);
        Files.write(second, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> ImageSet.read(folder, ALL)).hasMessageStartingWith(second + ": cannot be read as a");
    }

    @Test
    void foldersWithoutPicturesAndFilesThatDoNotExistAreNamed() {
        assertThatThrownBy(() -> ImageSet.read(folder, ALL))
                .hasMessage(folder + ": no PNG or JPEG files in it, expected at least one");
        var missing = folder.resolve("missing");
        assertThatThrownBy(() -> ImageSet.read(missing, ALL))
                .hasMessage(missing + " does not exist: expected a folder of PNG or JPEG files, or an IDX file");
    }

    @Test
    void anIdxFileIsReadPlainAndGzippedUnderAnyName() throws IOException {
        byte[] pixels = {0, 1, 2, 3, 4, (byte) 255, 6, 7, 8, 9, 10, 11};
        var plain = idx("pictures", pixels, 2, 2, 3);
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(Files.readAllBytes(plain));
        }
        var other = Files.write(folder.resolve("zipped"), zipped.toByteArray());
        for (Path file : new Path[] {plain, other}) {
            var set = ImageSet.read(file, ALL);
            assertThat(set.shape()).isEqualTo(new ImageShape(1, 2, 3));
            assertThat(set.count()).isEqualTo(2);
            assertThat(numbers(set, 0)[5]).isEqualTo(1);
            assertThat(ImageSet.read(file, 1).count()).isEqualTo(1);
        }
        var cut = Files.write(folder.resolve("cut"), Arrays.copyOf(zipped.toByteArray(), zipped.size() - 12));
        assertThatThrownBy(() -> ImageSet.read(cut, ALL)).hasMessageStartingWith(cut + ": ");
    }

    @Test
    void anIdxFileThatIsWrongSaysWhat() throws IOException {
        var few = idx("few", new byte[11], 2, 2, 3);
        assertThatThrownBy(() -> ImageSet.read(few, ALL)).hasMessage(few + ": 11 bytes, expected 12");
        var many = idx("many", new byte[13], 2, 2, 3);
        assertThatThrownBy(() -> ImageSet.read(many, ALL))
                .hasMessage(many + ": more than the 12 bytes that its head promises");
        var labels = idx("labels", new byte[2], 2);
        assertThatThrownBy(() -> ImageSet.read(labels, ALL))
                .hasMessage(labels + ": magic number 00000801, expected 00000803, an IDX file of bytes with 3 axes");
        var negative = idx("negative", new byte[0], 2, -2, 3);
        assertThatThrownBy(() -> ImageSet.read(negative, ALL))
                .hasMessage(negative + ": length -2 of axis 1, expected at least 1");
        var huge = idx("huge", new byte[0], 1 << 30, 1 << 10, 1 << 10);
        assertThatThrownBy(() -> ImageSet.read(huge, ALL))
                .hasMessageContaining("expected fewer than 2^31; set a limit");
        var shortest = Files.write(folder.resolve("shortest"), new byte[] {0, 0, 8, 3, 0});
        assertThatThrownBy(() -> ImageSet.read(shortest, ALL))
                .hasMessage(shortest + ": ends within its first 16 bytes");
    }

    @Test
    void aLabelSelectsItsPictures() throws IOException {
        var file = idx("pictures", new byte[] {10, 20, 30, 40}, 4, 1, 1);
        var labels = idx("labels", new byte[] {7, 3, 7, (byte) 200}, 4);
        var set = ImageSet.read(file, ALL).labelled("labels", IdxFile.labels(labels, ALL));
        assertThat(set.only(7).count()).isEqualTo(2);
        assertThat(numbers(set.only(7), 1)[0]).isCloseTo(level(30), within(1e-7));
        assertThat(numbers(set.only(200), 0)[0]).isCloseTo(level(40), within(1e-7));
        assertThatThrownBy(() -> set.only(4))
                .hasMessage("class 4: none of the 4 pictures has this label, expected one of [3, 7, 200]");
        assertThatThrownBy(() -> ImageSet.read(file, ALL).only(7))
                .hasMessage("class 7: the pictures have no labels, expected a file of them");
        assertThatThrownBy(() -> ImageSet.read(file, ALL).labelled("few", new byte[3]))
                .hasMessage("few: 3 labels, expected 4, one for each picture");
        assertThatThrownBy(() -> ImageSet.read(file, ALL).labelled("many", new byte[5]))
                .hasMessage("many: 5 labels, expected 4, one for each picture");
    }
}
