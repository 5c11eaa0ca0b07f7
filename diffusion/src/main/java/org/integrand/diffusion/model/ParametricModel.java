package org.integrand.diffusion.model;

import java.util.List;

/// A denoiser that can be differentiated by its state and by its parameters.
public interface ParametricModel<Y> extends DifferentiableModel<Y> {
    /// Some parameters that belong together, such as the means of a mixture.
    ///
    /// @param name as a user would ask for it: `means`, `deviations`, `condition`, `scale`, `weights`, ...
    /// @param size how many numbers
    record Group(String name, int size) {
        public Group {
            if (size < 1)
                throw new IllegalArgumentException("parameters " + name + " " + size + ": expected at least 1");
        }
    }

    /// What there is, in the order of the gradient.
    List<Group> parameters();

    /// into = J_x^T c and gradient += J_theta^T c at the batch `x`, c = `cotangent`; summed over the batch.
    ///
    /// @param into     another array than `x` and `cotangent`
    /// @param gradient as many numbers as all groups together, one group after the other
    void vjp(Y x, double t, Y cotangent, Y into, double[] gradient);

    /// How many parameters there are.
    default int size() {
        return parameters().stream().mapToInt(Group::size).sum();
    }

    @Override
    default void vjp(Y x, double t, Y cotangent, Y into) {
        vjp(x, t, cotangent, into, new double[size()]);
    }
}
