package org.integrand.diffusion.plan;

/// The scaled error of an adaptive sampler's attempt: component i counts |high_i - low_i| / max(absolute,
/// relative max(|low_i|, |previous_i|)), joined by root mean square. At most 1 is good.
/// Source: DPM-Solver (arXiv 2206.00927), appendix C, after A. Jolicoeur-Martineau et al., arXiv
/// 2105.14080.
@FunctionalInterface
public interface ErrorMeasure<Y> {
    /// The error.
    double of(Y low, Y high, Y previous);

    /// The tolerances.
    record Tolerances(double absolute, double relative) {
        public Tolerances {
            if (!(absolute >= 0 && relative >= 0 && absolute + relative > 0 && absolute + relative < 1e300))
                throw new IllegalArgumentException("absolute tolerance " + absolute + ", relative tolerance " + relative
                        + ": expected finite numbers >= 0, one of them > 0");
        }

        private double ratio(double low, double high, double previous) {
            double allowed = Math.max(absolute, relative * Math.max(Math.abs(low), Math.abs(previous)));
            double ratio = (high - low) / Math.max(allowed, Double.MIN_NORMAL);
            return ratio * ratio;
        }
    }

    /// For doubles: the largest error of all samples.
    ///
    /// @param length numbers a sample; the whole batch's for one mean over all
    static ErrorMeasure<double[]> doubles(Tolerances tolerances, int length) {
        return (low, high, previous) -> {
            double largest = 0;
            for (int at = 0; at < low.length; at += length) {
                double sum = 0;
                for (int i = at; i < at + length; i++) sum += tolerances.ratio(low[i], high[i], previous[i]);
                largest = Math.max(largest, Math.sqrt(sum / length)); // NaN stays
            }
            return largest;
        };
    }

    /// For floats: the largest error of all samples.
    ///
    /// @param length numbers a sample; the whole batch's for one mean over all
    static ErrorMeasure<float[]> floats(Tolerances tolerances, int length) {
        return (low, high, previous) -> {
            double largest = 0;
            for (int at = 0; at < low.length; at += length) {
                double sum = 0;
                for (int i = at; i < at + length; i++) sum += tolerances.ratio(low[i], high[i], previous[i]);
                largest = Math.max(largest, Math.sqrt(sum / length)); // NaN stays
            }
            return largest;
        };
    }
}
