package org.integrand.diffusion.model;

import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.engine.space.Space;

/// A classifier's gradient that can be differentiated once more.
public interface DifferentiableLikelihood<Y> extends LogLikelihoodGradient<Y> {
    /// into = H c, H the Hessian of log p(c | x_t = x) by x, c = `cotangent`, sample by sample. `into` is another array
    /// than the other two.
    void vjp(Y x, double t, Y cotangent, Y into);

    /// That which two models imply by Bayes' rule, see [PosteriorGradient]: its Hessian is the difference of theirs.
    ///
    /// @param conditional the model of the class
    /// @param whole       that of all classes together
    /// @param schedule    of both
    /// @param space       the batch's space
    static <Y> DifferentiableLikelihood<Y> posterior(
            DifferentiableModel<Y> conditional, DifferentiableModel<Y> whole, NoiseSchedule schedule, Space<Y> space) {
        var gradient = new PosteriorGradient<>(conditional, whole, schedule, space);
        Y[] terms = space.allocate(2);
        Y buffer = terms[1];
        return new DifferentiableLikelihood<>() {
            @Override
            public void evaluate(Y x, double t, Y into) {
                gradient.evaluate(x, t, into);
            }

            @Override
            public void vjp(Y x, double t, Y cotangent, Y into) {
                double factor = gradient.factor(t);
                conditional.vjp(x, t, cotangent, into);
                whole.vjp(x, t, cotangent, buffer);
                terms[0] = into;
                space.combine(new double[] {factor, -factor}, terms, 2, into);
            }
        };
    }
}
