package org.integrand.app.diffusion;

import java.util.List;
import java.util.Optional;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;

/// Measures the orders of convergence of samplers: how their error falls with the number of steps.
public record OrdersJob(
        @Key(
                value = "what is sampled: a model whose flow is known, gaussian or gaussian-mixture",
                otherwise = "{type: gaussian-mixture, weights: [0.5, 0.3, 0.2],"
                        + " means: [[-0.6, 0.4], [0.7, 0.5], [0.1, -0.8]], std: [0.25, 0.2, 0.3]}")
        ModelSpec model,

        @Key(
                value = "the samplers; they must be deterministic and end with noise",
                otherwise = "[{name: ddim},"
                        + " {name: dpm-solver, method: singlestep-fixed, order: 3, prediction: noise},"
                        + " {name: dpm-solver, order: 2}, {name: dpm-solver, order: 3},"
                        + " {name: unipc, order: 3, lowerOrderFinal: false}, {name: deis-tab},"
                        + " {name: deis-rhork, tableau: 4rk}]")
        List<SamplerSpec> samplers,

        @Key(
                value = "numbers of steps, in the sampler's own sense of the word, growing",
                otherwise = "[20, 40, 80, 160, 320]",
                min = 1,
                max = 100_000)
        int[] steps,

        @Key(
                value = "whether multistep samplers start from exact earlier evaluations; otherwise from steps of lower"
                        + " order, which cap the order that is seen",
                otherwise = "true")
        boolean exactHistory,

        @Keys(otherwise = "{tEnd: 0.02}") CommonGrid grid,

        @Keys StartStates start,

        @Key(value = "number of samples, when noise is drawn", otherwise = "16", min = 1, max = 10_000)
        int count,

        @Key(value = "random seed", otherwise = "0") long seed,
        @Key("folder of the report") Optional<String> out) {
    public OrdersJob {
        Bounds.check(OrdersJob.class, "count", count);
        for (int n : steps) Bounds.check(OrdersJob.class, "steps", n);
        if (steps.length < 2)
            throw new IllegalArgumentException(
                    "steps: " + steps.length + " of them: expected at least 2, an order is seen between two");
        for (int i = 1; i < steps.length; i++)
            if (steps[i] <= steps[i - 1])
                throw new IllegalArgumentException(
                        "steps " + steps[i - 1] + ", " + steps[i] + ": expected each larger than the one before");
        if (samplers.isEmpty()) throw new IllegalArgumentException("samplers: none, expected at least one");
    }

    /// @throws IllegalArgumentException when the model's flow is not known
    ModelSpec.Exact exact() {
        if (model instanceof ModelSpec.Exact exact) return exact;
        throw new IllegalArgumentException(
                "model: orders are measured against the exact flow: expected gaussian or gaussian-mixture");
    }

    Plans plans() {
        return grid.plans();
    }
}
