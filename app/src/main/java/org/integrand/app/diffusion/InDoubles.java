package org.integrand.app.diffusion;

import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.Prediction;

/// A model of another precision that is asked in doubles.
///
/// @param numbers of the batch
record InDoubles<Y>(DifferentiableModel<Y> model, Precision<Y> precision, int numbers)
        implements DifferentiableModel<double[]> {
    @Override
    public Prediction prediction() {
        return model.prediction();
    }

    @Override
    public void evaluate(double[] x, double t, double[] into) {
        values(model, precision, numbers).evaluate(x, t, into);
    }

    @Override
    public void vjp(double[] x, double t, double[] cotangent, double[] into) {
        Y product = precision.space(numbers).allocate();
        model.vjp(batch(precision, x), t, batch(precision, cotangent), product);
        System.arraycopy(precision.row(product, 0, numbers), 0, into, 0, numbers);
    }

    private static <Y> Y batch(Precision<Y> precision, double[] x) {
        return precision.batch(new double[][] {x}, 0, 1);
    }

    /// The same for a model whose derivatives are not at hand.
    static <Y> DiffusionModel<double[]> values(DiffusionModel<Y> model, Precision<Y> precision, int numbers) {
        return new DiffusionModel<>() {
            @Override
            public Prediction prediction() {
                return model.prediction();
            }

            @Override
            public void evaluate(double[] x, double t, double[] into) {
                Y result = precision.space(numbers).allocate();
                model.evaluate(batch(precision, x), t, result);
                System.arraycopy(precision.row(result, 0, numbers), 0, into, 0, numbers);
            }
        };
    }
}
