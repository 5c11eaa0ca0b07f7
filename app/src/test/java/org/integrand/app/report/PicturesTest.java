package org.integrand.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PicturesTest {
    private static final Plot PLOT = Plot.logarithmic(
            "Error",
            "evaluations",
            "error",
            List.of(
                    new Plot.Line("ddim", new double[] {5, 10, 20}, new double[] {1e-1, 5e-2, 2.5e-2}),
                    new Plot.Line("order 2", new double[] {5, 10, 20}, new double[] {1e-2, 2.5e-3, 0})));

    private static BufferedImage decode(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    @Test
    void imageGridPutsEachImageInItsPlace() throws IOException {
        float[] images = new float[5 * 2 * 2];
        java.util.Arrays.fill(images, -1);
        images[4 * 4 + 1] = 1; // fifth image, upper right pixel
        images[0] = 7; // beyond white is white
        images[4] = 0; // second image, upper left pixel: the middle grey
        var picture = decode(ImageGrid.png(images, 5, 2, 2, 3));
        assertThat(picture.getWidth()).isEqualTo(3 * (2 * 3 + 4) + 4);
        assertThat(picture.getHeight()).isEqualTo(2 * (2 * 3 + 4) + 4);
        assertThat(picture.getRaster().getSample(4, 4, 0)).isEqualTo(255);
        assertThat(picture.getRaster().getSample(4 + 3, 4, 0)).isZero();
        assertThat(picture.getRaster().getSample(14, 4, 0)).isEqualTo(128);
        assertThat(picture.getRaster().getSample(14 + 3, 14, 0)).isEqualTo(255);
        assertThat(picture.getRaster().getSample(14 + 2, 14, 0)).isZero();
    }

    @Test
    void imageGridRefusesTooFewNumbers() {
        assertThatThrownBy(() -> ImageGrid.png(new float[3], 1, 2, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("images 3 numbers: expected 1 x 2 x 2");
    }

    @Test
    void plotIsPaintedAtOneHundredFiftyDotsAnInchOnWhite() throws IOException {
        var picture = decode(PLOT.png());
        assertThat(picture.getWidth()).isEqualTo(1500);
        assertThat(picture.getHeight()).isEqualTo(1000);
        assertThat(picture.getRGB(1, 1) & 0xffffff).isEqualTo(0xffffff);
        assertThat(count(picture, 0x0072b2)).isGreaterThan(500);
        assertThat(count(picture, 0xd55e00)).isGreaterThan(500);
    }

    @Test
    void svgHoldsTheSameChartAndLoadsNothing() {
        String svg = PLOT.svg();
        assertThat(svg.split("rgb\\(0,114,178\\)", -1)).hasSizeGreaterThan(2);
        assertThat(svg).contains("<svg", "rgb(213,94,0)").doesNotContain("<image", "href=\"http");
    }

    private static long count(BufferedImage picture, int colour) {
        return java.util.Arrays.stream(
                        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
                .filter(rgb -> (rgb & 0xffffff) == colour)
                .count();
    }
}
