package org.integrand.app.diffusion;

import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.engine.space.Space;

/// A model that is asked in another precision than its own: states are rounded to its precision.
///
/// @param <M> the model's batches
/// @param <Y> those that it is asked with
final class Asked<M, Y> implements DiffusionModel<Y> {
    private final DiffusionModel<M> model;
    private final Precision<M> own;
    private final Precision<Y> wanted;
    private final Space<Y> space;
    private final M output;
    private final int numbers;

    /// @param numbers of a whole batch
    Asked(DiffusionModel<M> model, Precision<M> own, Precision<Y> wanted, int numbers) {
        this.model = model;
        this.own = own;
        this.wanted = wanted;
        this.space = wanted.space(numbers);
        this.output = own.space(numbers).allocate();
        this.numbers = numbers;
    }

    @Override
    public Prediction prediction() {
        return model.prediction();
    }

    @Override
    public void evaluate(Y x, double t, Y into) {
        double[][] row = {wanted.row(x, 0, numbers)};
        model.evaluate(own.batch(row, 0, 1), t, output);
        space.copy(wanted.batch(new double[][] {own.row(output, 0, numbers)}, 0, 1), into);
    }
}
