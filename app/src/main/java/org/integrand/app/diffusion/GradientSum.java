package org.integrand.app.diffusion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.integrand.diffusion.gradient.LossGradient;

/// The gradients of batches together: losses and parameters' gradients add up; what a batch cost is that of the
/// largest.
record GradientSum(
        double loss,
        Map<String, double[]> parameters,
        LossGradient.Cost cost,
        double largestAdjoint,
        double reconstruction,
        List<String> warnings) {
    private static final int MANY = 10;

    static GradientSum of(List<? extends LossGradient<?>> parts) {
        double loss = 0;
        Map<String, double[]> parameters = new LinkedHashMap<>();
        double adjoint = 0;
        double reconstruction = 0;
        List<String> warnings = new ArrayList<>();
        for (var part : parts) {
            loss += part.loss();
            adjoint = Math.max(adjoint, part.largestAdjoint());
            reconstruction = Math.max(reconstruction, part.reconstruction());
            for (String line : part.warnings())
                if (!warnings.contains(line) && warnings.size() < MANY) warnings.add(line);
            part.parameters().forEach((name, gradient) -> {
                double[] sum = parameters.computeIfAbsent(name, _ -> new double[gradient.length]);
                for (int i = 0; i < sum.length; i++) sum[i] += gradient[i];
            });
        }
        return new GradientSum(
                loss, parameters, parts.getFirst().cost(), adjoint, reconstruction, List.copyOf(warnings));
    }
}
