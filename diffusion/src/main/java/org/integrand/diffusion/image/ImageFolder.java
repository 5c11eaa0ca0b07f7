package org.integrand.diffusion.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/// PNG and JPEG files of one folder, in the order of their names: all of one size, all grey or all coloured. Opacity is
/// left out; 16 bits a channel are cut to 8.
public final class ImageFolder {
    private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg");

    private ImageFolder() {}

    /// @param limit at most so many pictures, the first ones
    /// @throws IllegalArgumentException when there are none, or they are not alike
    /// @throws UncheckedIOException     when the folder cannot be read
    public static ImageSet read(Path folder, int limit) {
        var files = files(folder, limit);
        if (files.isEmpty())
            throw new IllegalArgumentException(folder + ": no PNG or JPEG files in it, expected at least one");
        var shape = shape(picture(files.getFirst()));
        byte[] pixels = new byte[whole(folder, shape, files.size())];
        for (int i = 0; i < files.size(); i++) {
            var picture = picture(files.get(i));
            if (!shape(picture).equals(shape))
                throw new IllegalArgumentException(
                        files.get(i) + ": " + shape(picture) + ", expected " + shape + " as in " + files.getFirst());
            copy(picture, shape, pixels, i * shape.numbers());
        }
        return ImageSet.of(shape, pixels);
    }

    private static ImageShape shape(BufferedImage picture) {
        return new ImageShape(isGrey(picture) ? 1 : 3, picture.getHeight(), picture.getWidth());
    }

    private static int whole(Path folder, ImageShape shape, int count) {
        long size = (long) count * shape.numbers();
        if (size > ImageSet.LARGEST)
            throw new IllegalArgumentException(
                    folder + ": " + count + " pictures of " + shape + ", expected fewer than 2^31 bytes; set a limit");
        return (int) size;
    }

    private static List<Path> files(Path folder, int limit) {
        try (var all = Files.list(folder)) {
            return all.filter(file -> ENDINGS.stream().anyMatch(file.toString().toLowerCase(Locale.ROOT)::endsWith))
                    .sorted()
                    .limit(limit)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static BufferedImage picture(Path file) {
        BufferedImage picture;
        try (var in = Files.newInputStream(file)) {
            ImageIO.setUseCache(false);
            picture = ImageIO.read(in);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(file + ": cannot be read as a picture: " + firstLine(e), e);
        }
        if (picture == null)
            throw new IllegalArgumentException(file + ": no PNG or JPEG picture, whatever its name says");
        return picture;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("damaged");
    }

    /// Whether red, green and blue are the same in each pixel, as the file declares it.
    private static boolean isGrey(BufferedImage picture) {
        if (picture.getColorModel() instanceof IndexColorModel palette) {
            for (int i = 0; i < palette.getMapSize(); i++)
                if (palette.getRed(i) != palette.getGreen(i) || palette.getGreen(i) != palette.getBlue(i)) return false;
            return true;
        }
        return picture.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    }

    /// Grey levels are taken as they are stored: Java holds them for linear light and would brighten them.
    private static void copy(BufferedImage picture, ImageShape shape, byte[] into, int at) {
        boolean stored = shape.channels() == 1 && picture.getColorModel() instanceof ComponentColorModel;
        int shift = picture.getRaster().getDataBuffer().getDataType() == DataBuffer.TYPE_USHORT ? 8 : 0;
        int plane = shape.height() * shape.width();
        for (int y = 0; y < shape.height(); y++)
            for (int x = 0; x < shape.width(); x++) {
                int pixel = at + y * shape.width() + x;
                if (stored) {
                    into[pixel] = (byte) (picture.getRaster().getSample(x, y, 0) >> shift);
                    continue;
                }
                int rgb = picture.getRGB(x, y);
                for (int c = 0; c < shape.channels(); c++) into[pixel + c * plane] = (byte) (rgb >> (16 - 8 * c));
            }
    }
}
