package org.integrand.app.diffusion;

import java.util.Optional;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Choice;
import org.integrand.app.job.Key;
import org.integrand.app.job.Named;
import org.integrand.diffusion.correction.Clipping;
import org.integrand.diffusion.correction.DifferentiableCorrection;
import org.integrand.diffusion.correction.DynamicThresholding;
import org.integrand.diffusion.diffusers.DataLimit;

/// What is done to each data prediction before the sampler uses it.
@Choice(of = "correction", by = "type")
public sealed interface CorrectionSpec {
    /// For doubles.
    DifferentiableCorrection<double[]> doubles(int length);

    /// For floats.
    DifferentiableCorrection<float[]> floats(int length);

    /// What a scheduler of diffusers does.
    static Optional<CorrectionSpec> of(DataLimit limit) {
        return switch (limit) {
            case DataLimit.None _ -> Optional.empty();
            case DataLimit.Clip(double range) -> Optional.of(new Clip(range));
            case DataLimit.Threshold(double ratio, double largest) -> Optional.of(new Thresholding(ratio, 1, largest));
        };
    }

    /// Clipping.
    @Named(value = "clipping", meaning = "each number of the data prediction is brought into -range ... range")
    record Clip(
            @Key(value = "largest size of a number", otherwise = "1", min = 0, above = true)
            double range) implements CorrectionSpec {
        public Clip {
            Bounds.check(Clip.class, "range", range);
        }

        @Override
        public DifferentiableCorrection<double[]> doubles(int length) {
            return new Clipping(range).doubles();
        }

        @Override
        public DifferentiableCorrection<float[]> floats(int length) {
            return new Clipping(range).floats();
        }
    }

    /// Dynamic thresholding.
    @Named(
            value = "dynamic-thresholding",
            meaning = "each sample's data prediction is clipped to a quantile of its sizes and divided by it (Imagen)")
    record Thresholding(
            @Key(value = "which quantile", otherwise = "0.995", min = 0, above = true, max = 1)
            double ratio,

            @Key(
                    value = "least threshold (DPM-Solver: thresholding_max_val; diffusers: 1)",
                    otherwise = "1",
                    min = 0,
                    above = true)
            double floor,

            @Key(value = "largest threshold (diffusers: sample_max_value)", otherwise = "1e300", min = 0, above = true)
            double ceiling)
            implements CorrectionSpec {
        public Thresholding {
            Bounds.check(Thresholding.class, "ratio", ratio);
            Bounds.check(Thresholding.class, "floor", floor);
            Bounds.check(Thresholding.class, "ceiling", ceiling);
            if (ceiling < floor)
                throw new IllegalArgumentException(
                        "ceiling " + ceiling + ": expected at least floor, which is " + floor);
        }

        @Override
        public DifferentiableCorrection<double[]> doubles(int length) {
            return new DynamicThresholding(ratio, floor, ceiling, length).doubles();
        }

        @Override
        public DifferentiableCorrection<float[]> floats(int length) {
            return new DynamicThresholding(ratio, floor, ceiling, length).floats();
        }
    }
}
