package org.integrand.app.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// Many small images as one picture, in rows, as square as can be.
public final class ImageGrid {
    private static final int GAP = 4;
    private static final int PAPER = 255;

    private ImageGrid() {}

    /// A PNG of the images.
    ///
    /// @param images  `[image][row][column]` in one array, -1 black ... 1 white; what lies beyond is cut off
    /// @param count   how many, at least 1
    /// @param height  rows of one image
    /// @param width   columns of one image
    /// @param zoom    pixels of the picture per pixel of an image
    public static byte[] png(float[] images, int count, int height, int width, int zoom) {
        return png(images, count, (int) Math.ceil(Math.sqrt(count)), height, width, zoom);
    }

    /// A PNG of the images in rows of `columns`.
    public static byte[] png(float[] images, int count, int columns, int height, int width, int zoom) {
        return png(images, count, columns, 1, height, width, zoom);
    }

    /// A PNG of the images in rows of `columns`.
    ///
    /// @param images   `[image][channel][row][column]` in one array, -1 ... 1
    /// @param channels 1 grey; 3 red, green and blue
    public static byte[] png(float[] images, int count, int columns, int channels, int height, int width, int zoom) {
        if (count < 1 || images.length < (long) count * channels * height * width)
            throw new IllegalArgumentException("images " + images.length + " numbers: expected " + count + " x "
                    + (channels == 1 ? "" : channels + " x ") + height + " x " + width);
        int rows = (count + columns - 1) / columns;
        int stepX = width * zoom + GAP;
        int stepY = height * zoom + GAP;
        int kind = channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        var picture = new BufferedImage(columns * stepX + GAP, rows * stepY + GAP, kind);
        var raster = picture.getRaster();
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < picture.getHeight(); y++)
                for (int x = 0; x < picture.getWidth(); x++) raster.setSample(x, y, c, PAPER);
            for (int i = 0; i < count; i++) {
                int left = GAP + i % columns * stepX;
                int top = GAP + i / columns * stepY;
                int start = (i * channels + c) * height;
                for (int y = 0; y < height * zoom; y++)
                    for (int x = 0; x < width * zoom; x++) {
                        float value = images[(start + y / zoom) * width + x / zoom];
                        raster.setSample(left + x, top + y, c, Math.clamp(Math.round((value + 1) * 127.5f), 0, 255));
                    }
            }
        }
        return encode(picture);
    }

    static byte[] encode(BufferedImage picture) {
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.setUseCache(false);
            ImageIO.write(picture, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
