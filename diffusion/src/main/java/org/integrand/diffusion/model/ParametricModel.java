package org.integrand.diffusion.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /// The model itself where it has parameters, else a view of it that has none.
    static <Y> ParametricModel<Y> of(DifferentiableModel<Y> model) {
        return model instanceof ParametricModel<Y> parametric ? parametric : new NoParameters<>(model);
    }

    /// A gradient by the names of the groups, in their order.
    default Map<String, double[]> grouped(double[] gradient) {
        var groups = new LinkedHashMap<String, double[]>();
        int at = 0;
        for (Group group : parameters()) {
            groups.put(group.name(), Arrays.copyOfRange(gradient, at, at + group.size()));
            at += group.size();
        }
        return groups;
    }

    /// How many parameters there are.
    default int size() {
        return parameters().stream().mapToInt(Group::size).sum();
    }

    @Override
    default void vjp(Y x, double t, Y cotangent, Y into) {
        vjp(x, t, cotangent, into, new double[size()]);
    }
}
