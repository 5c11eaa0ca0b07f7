package org.integrand.diffusion.correction;

import org.integrand.diffusion.schedule.NoiseLevel;

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
    public DifferentiableCorrection<double[]> doubles() {
        return new Doubles(new Threshold(this));
    }

    /// For batches of floats.
    public DifferentiableCorrection<float[]> floats() {
        return new Floats(new Threshold(this));
    }

    private record Doubles(Threshold threshold) implements DifferentiableCorrection<double[]> {
        @Override
        public void correct(double[] data, NoiseLevel at) {
            for (int start = 0; start < data.length; start += threshold.length()) {
                for (int j = 0; j < threshold.length(); j++) threshold.take(j, data[start + j]);
                double s = threshold.find();
                for (int j = start; j < start + threshold.length(); j++) data[j] = Math.clamp(data[j], -s, s) / s;
            }
        }

        @Override
        public long pullback(double[] data, NoiseLevel at, double[] cotangent) {
            long cut = 0;
            for (int start = 0; start < data.length; start += threshold.length()) {
                for (int j = 0; j < threshold.length(); j++) threshold.take(j, data[start + j]);
                for (int j = 0; j < threshold.length(); j++) threshold.cotangents()[j] = cotangent[start + j];
                cut += threshold.pullback();
                for (int j = 0; j < threshold.length(); j++)
                    cotangent[start + j] = threshold.cotangents()[j];
            }
            return cut;
        }
    }

    private record Floats(Threshold threshold) implements DifferentiableCorrection<float[]> {
        @Override
        public void correct(float[] data, NoiseLevel at) {
            for (int start = 0; start < data.length; start += threshold.length()) {
                for (int j = 0; j < threshold.length(); j++) threshold.take(j, data[start + j]);
                double s = threshold.find();
                for (int j = start; j < start + threshold.length(); j++)
                    data[j] = (float) (Math.clamp(data[j], -s, s) / s);
            }
        }

        @Override
        public long pullback(float[] data, NoiseLevel at, float[] cotangent) {
            long cut = 0;
            for (int start = 0; start < data.length; start += threshold.length()) {
                for (int j = 0; j < threshold.length(); j++) threshold.take(j, data[start + j]);
                for (int j = 0; j < threshold.length(); j++) threshold.cotangents()[j] = cotangent[start + j];
                cut += threshold.pullback();
                for (int j = 0; j < threshold.length(); j++)
                    cotangent[start + j] = (float) threshold.cotangents()[j];
            }
            return cut;
        }
    }
}
