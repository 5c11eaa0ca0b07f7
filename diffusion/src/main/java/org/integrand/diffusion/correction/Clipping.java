package org.integrand.diffusion.correction;

/// D <- clamp(D, -range, range), component by component (diffusers: `clip_sample`).
///
/// @param range > 0
public record Clipping(double range) {
    public Clipping {
        if (!(range > 0) || range == Double.POSITIVE_INFINITY)
            throw new IllegalArgumentException("clipping range " + range + ": expected a finite number > 0");
    }

    /// For batches of doubles.
    public DataCorrection<double[]> doubles() {
        return (data, _) -> {
            for (int i = 0; i < data.length; i++) data[i] = Math.clamp(data[i], -range, range);
        };
    }

    /// For batches of floats.
    public DataCorrection<float[]> floats() {
        float limit = (float) range;
        return (data, _) -> {
            for (int i = 0; i < data.length; i++) data[i] = Math.clamp(data[i], -limit, limit);
        };
    }
}
