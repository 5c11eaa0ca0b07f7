package org.integrand.diffusion.plan;

import java.util.Optional;
import org.integrand.diffusion.correction.DataCorrection;
import org.integrand.diffusion.noise.NoiseSource;

/// What a run needs besides plan, model and start, if anything.
///
/// @param noise      where draws come from; a plan that is not stochastic needs none
/// @param correction changes each data prediction
/// @param observer   is told after each step, and may change the sample
public record SamplingHooks<Y>(
        NoiseSource<Y> noise, Optional<DataCorrection<Y>> correction, StepObserver<? super Y> observer) {
    /// Nothing.
    public static <Y> SamplingHooks<Y> none() {
        return new SamplingHooks<>(NoiseSource.none(), Optional.empty(), StepObserver.none());
    }

    public SamplingHooks<Y> with(NoiseSource<Y> source) {
        return new SamplingHooks<>(source, correction, observer);
    }

    public SamplingHooks<Y> with(DataCorrection<Y> ofData) {
        return new SamplingHooks<>(noise, Optional.of(ofData), observer);
    }

    public SamplingHooks<Y> with(StepObserver<? super Y> afterSteps) {
        return new SamplingHooks<>(noise, correction, afterSteps);
    }
}
