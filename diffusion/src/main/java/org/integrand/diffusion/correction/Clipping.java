package org.integrand.diffusion.correction;

import org.integrand.diffusion.schedule.NoiseLevel;

/// D <- clamp(D, -range, range), component by component (diffusers: `clip_sample`).
///
/// @param range > 0
public record Clipping(double range) {
    public Clipping {
        if (!(range > 0) || range == Double.POSITIVE_INFINITY)
            throw new IllegalArgumentException("clipping range " + range + ": expected a finite number > 0");
    }

    /// For batches of doubles.
    public DifferentiableCorrection<double[]> doubles() {
        return new DifferentiableCorrection<>() {
            @Override
            public void correct(double[] data, NoiseLevel at) {
                for (int i = 0; i < data.length; i++) data[i] = Math.clamp(data[i], -range, range);
            }

            @Override
            public long pullback(double[] data, NoiseLevel at, double[] cotangent) {
                long cut = 0;
                for (int i = 0; i < data.length; i++) {
                    if (Math.abs(data[i]) <= range) continue;
                    cotangent[i] = 0;
                    cut++;
                }
                return cut;
            }
        };
    }

    /// For batches of floats.
    public DifferentiableCorrection<float[]> floats() {
        float limit = (float) range;
        return new DifferentiableCorrection<>() {
            @Override
            public void correct(float[] data, NoiseLevel at) {
                for (int i = 0; i < data.length; i++) data[i] = Math.clamp(data[i], -limit, limit);
            }

            @Override
            public long pullback(float[] data, NoiseLevel at, float[] cotangent) {
                long cut = 0;
                for (int i = 0; i < data.length; i++) {
                    if (Math.abs(data[i]) <= limit) continue;
                    cotangent[i] = 0;
                    cut++;
                }
                return cut;
            }
        };
    }
}
