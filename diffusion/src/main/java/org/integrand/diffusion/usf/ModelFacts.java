package org.integrand.diffusion.usf;

import java.util.Optional;
import org.integrand.diffusion.plan.PerComponent;

/// What a schedule may need to know of the data and the model.
///
/// @param mean       of the data, for a first value of MEAN
/// @param statistics of the model, for steps in the form EMPIRICAL
public record ModelFacts(Optional<PerComponent> mean, Optional<EmpiricalStatistics> statistics) {
    /// Nothing.
    public static final ModelFacts NONE = new ModelFacts(Optional.empty(), Optional.empty());

    /// The mean of the data.
    public ModelFacts with(PerComponent ofData) {
        return new ModelFacts(Optional.of(ofData), statistics);
    }

    /// Statistics of the model.
    public ModelFacts with(EmpiricalStatistics ofModel) {
        return new ModelFacts(mean, Optional.of(ofModel));
    }
}
