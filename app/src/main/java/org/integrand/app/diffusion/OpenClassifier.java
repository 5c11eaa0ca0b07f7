package org.integrand.app.diffusion;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.integrand.diffusion.model.ClassifierGuidance;
import org.integrand.diffusion.model.ClassifierGuidance.Asked;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.LogLikelihoodGradient;

/// A classifier that is a network, ready to be asked.
///
/// @param gradients of a batch of states of these classes, on the schedule of these plans
/// @param classes   how many there are
/// @param numbers   of a state
/// @param clean     the deviation of the data where it is of clean data, nothing where it is of noisy states
/// @param closing   lets go of the network
record OpenClassifier(
        BiFunction<int[], Plans, LogLikelihoodGradient<float[]>> gradients,
        int classes,
        int numbers,
        OptionalDouble clean,
        Runnable closing)
        implements AutoCloseable {
    Asked asked() {
        return clean.isPresent() ? new Asked.Data(clean.getAsDouble()) : new Asked.State();
    }

    /// The class of each sample: the one that is drawn, or all in turn.
    int[] wanted(OptionalInt drawn, int first, int count) {
        int[] wanted = new int[count];
        Arrays.setAll(wanted, i -> drawn.orElse((first + i) % classes));
        return wanted;
    }

    <Y> DiffusionModel<Y> guide(
            DiffusionModel<Y> model, int[] wanted, double scale, Plans plans, Precision<Y> precision) {
        var gradient = precision.gradient(gradients.apply(wanted, plans), wanted.length * numbers);
        return new ClassifierGuidance<>(
                model, gradient, asked(), plans.noise(), precision.space(wanted.length * numbers), scale);
    }

    @Override
    public void close() {
        closing.run();
    }
}
