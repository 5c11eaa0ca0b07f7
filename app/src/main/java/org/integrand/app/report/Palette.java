package org.integrand.app.report;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Draws a picture with at most 256 colours: its most frequent ones. A plot loses nothing that an eye would see (the
/// rest are shades at the edges of lines) and its file becomes a third as long.
final class Palette {
    private static final int COLOURS = 256;

    private Palette() {}

    static BufferedImage indexed(BufferedImage picture) {
        int width = picture.getWidth();
        int[] pixels = picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels) counts.merge(pixel, 1, Integer::sum);
        List<Integer> kept = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(COLOURS)
                .map(Map.Entry::getKey)
                .toList();
        int[] colours = kept.stream().mapToInt(Integer::intValue).toArray();
        Map<Integer, Integer> nearest = new HashMap<>();
        counts.keySet().forEach(colour -> nearest.put(colour, nearest(colours, colour)));
        var model = new IndexColorModel(8, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
        var indexed = new BufferedImage(width, picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        var raster = indexed.getRaster();
        int[] row = new int[width];
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < width; x++) row[x] = nearest.getOrDefault(pixels[y * width + x], 0);
            raster.setSamples(0, y, width, 1, 0, row);
        }
        return indexed;
    }

    private static int nearest(int[] colours, int wanted) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int k = 0; k < colours.length; k++) {
            int distance = square(colours[k] >> 16, wanted >> 16)
                    + square(colours[k] >> 8, wanted >> 8)
                    + square(colours[k], wanted);
            if (distance >= least) continue;
            least = distance;
            best = k;
        }
        return best;
    }

    private static int square(int a, int b) {
        int d = (a & 255) - (b & 255);
        return d * d;
    }
}
