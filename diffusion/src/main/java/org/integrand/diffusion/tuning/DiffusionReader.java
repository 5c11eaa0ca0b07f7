package org.integrand.diffusion.tuning;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.integrand.diffusion.digits.DigitModel;

/// Reads digits by the diffusion model alone: the class with which the network predicts noise best, over a few
/// noises and noise levels that are the same for all images and classes. Independent of the judge: another
/// network, trained for something else. Source: A. Li et al., "Your diffusion model is secretly a zero-shot
/// classifier", ICCV 2023, arXiv 2303.16203.
///
/// @param levels noise levels, half log-SNR from -1.5 to 1.5
public record DiffusionReader(DigitModel model, int levels, long seed) {
    private static final int PIXELS = DigitModel.PIXELS;
    private static final double WIDEST = 1.5;

    public DiffusionReader {
        if (levels < 1) throw new IllegalArgumentException("noise levels " + levels + ": expected at least 1");
    }

    /// The class that each image `[image][784]` is read as.
    public int[] read(float[] images) {
        int count = images.length / PIXELS;
        var errors = new double[count][DigitModel.CLASSES];
        for (int level = 0; level < levels; level++) {
            var noise = new float[PIXELS];
            var random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + level);
            for (int j = 0; j < PIXELS; j++) noise[j] = (float) random.nextGaussian();
            double lambda = WIDEST * (2 * (level + 0.5) / levels - 1);
            var at = model.schedule().at(model.schedule().time(lambda));
            var x = new float[images.length];
            for (int i = 0; i < x.length; i++) x[i] = (float) (at.alpha() * images[i] + at.sigma() * noise[i % PIXELS]);
            for (int c = 0; c < DigitModel.CLASSES; c++) add(x, at.t(), noise, c, errors);
        }
        var classes = new int[count];
        for (int i = 0; i < count; i++)
            for (int c = 1; c < DigitModel.CLASSES; c++) if (errors[i][c] < errors[i][classes[i]]) classes[i] = c;
        return classes;
    }

    private void add(float[] x, double t, float[] noise, int c, double[][] errors) {
        var classes = new int[errors.length];
        Arrays.fill(classes, c);
        var predicted = new float[x.length];
        model.conditional(classes).evaluate(x, t, predicted);
        for (int i = 0; i < x.length; i++) {
            double difference = predicted[i] - noise[i % PIXELS];
            errors[i / PIXELS][c] += difference * difference;
        }
    }
}
