package org.integrand.diffusion.correction;

import java.util.Arrays;

/// Dynamic thresholding, sample by sample: s = the p-quantile of |D|, at least `floor`, at most `ceiling`;
/// D <- clamp(D, -s, s) / s. The quantile is interpolated linearly between order statistics at p (n - 1).
/// For pixels, not for latents.
///
/// With `floor` = thresholding_max_val and no ceiling it is DPM-Solver's, with floor 1 and ceiling
/// sample_max_value that of diffusers. Source: C. Saharia et al., "Photorealistic text-to-image diffusion
/// models" (Imagen), NeurIPS 2022, section 2.3.
///
/// @param ratio   p, 0 < p <= 1
/// @param floor   least s, > 0
/// @param ceiling largest s, possibly infinite
/// @param length  numbers a sample
public record DynamicThresholding(double ratio, double floor, double ceiling, int length) {
    public DynamicThresholding {
        if (!(ratio > 0 && ratio <= 1))
            throw new IllegalArgumentException("thresholding ratio " + ratio + ": expected 0 < ratio <= 1");
        if (!(floor > 0 && ceiling >= floor))
            throw new IllegalArgumentException(
                    "thresholding between " + floor + " and " + ceiling + ": expected 0 < floor <= ceiling");
        if (length < 1) throw new IllegalArgumentException("sample length " + length + ": expected at least 1");
    }

    /// For batches of doubles.
    public DataCorrection<double[]> doubles() {
        double[] sizes = new double[length];
        return (data, _) -> {
            for (int at = 0; at < data.length; at += length) {
                for (int j = 0; j < length; j++) sizes[j] = Math.abs(data[at + j]);
                double s = threshold(sizes);
                for (int j = at; j < at + length; j++) data[j] = Math.clamp(data[j], -s, s) / s;
            }
        };
    }

    /// For batches of floats.
    public DataCorrection<float[]> floats() {
        double[] sizes = new double[length];
        return (data, _) -> {
            for (int at = 0; at < data.length; at += length) {
                for (int j = 0; j < length; j++) sizes[j] = Math.abs(data[at + j]);
                double s = threshold(sizes);
                for (int j = at; j < at + length; j++) data[j] = (float) (Math.clamp(data[j], -s, s) / s);
            }
        };
    }

    /// s; sorts the sizes.
    private double threshold(double[] sizes) {
        Arrays.sort(sizes);
        double position = ratio * (sizes.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sizes.length - 1);
        double quantile = sizes[below] + (position - below) * (sizes[above] - sizes[below]);
        return Math.clamp(quantile, floor, ceiling);
    }
}
