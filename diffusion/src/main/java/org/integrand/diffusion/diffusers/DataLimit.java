package org.integrand.diffusion.diffusers;

import java.util.Optional;
import org.integrand.diffusion.correction.Clipping;
import org.integrand.diffusion.correction.DataCorrection;
import org.integrand.diffusion.correction.DynamicThresholding;

/// What a configuration does to data predictions: nothing, `clip_sample`, or `thresholding`.
public sealed interface DataLimit {
    /// Nothing.
    record None() implements DataLimit {}

    /// Clipped to -range ... range.
    record Clip(double range) implements DataLimit {}

    /// Dynamic thresholding between 1 and `sample_max_value`.
    record Threshold(double ratio, double largest) implements DataLimit {}

    /// For batches of doubles.
    ///
    /// @param length numbers a sample
    default Optional<DataCorrection<double[]>> doubles(int length) {
        return switch (this) {
            case None _ -> Optional.empty();
            case Clip(double range) -> Optional.of(new Clipping(range).doubles());
            case Threshold t -> Optional.of(new DynamicThresholding(t.ratio, 1, t.largest, length).doubles());
        };
    }

    /// For batches of floats.
    ///
    /// @param length numbers a sample
    default Optional<DataCorrection<float[]>> floats(int length) {
        return switch (this) {
            case None _ -> Optional.empty();
            case Clip(double range) -> Optional.of(new Clipping(range).floats());
            case Threshold t -> Optional.of(new DynamicThresholding(t.ratio, 1, t.largest, length).floats());
        };
    }

    /// Of a configuration.
    static DataLimit of(SchedulerConfig config) {
        if (config.flag("thresholding"))
            return new Threshold(config.number("dynamic_thresholding_ratio"), config.number("sample_max_value"));
        return config.flag("clip_sample") ? new Clip(config.number("clip_sample_range")) : new None();
    }
}
