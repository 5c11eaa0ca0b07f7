package org.integrand.app.solve;

import java.util.List;
import java.util.Optional;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;

/// Compares methods on a problem of the library: how much work for how much precision.
public record BenchmarkJob(
        @Key(value = "what is compared: the methods of solve", otherwise = "ode")
        Suite suite,

        @Key(value = "a problem of the library", otherwise = "arenstorf")
        String problem,

        @Key("names of methods (default: those that suit the problem)")
        Optional<List<String>> methods,

        @Key(
                value = "relative tolerances, the absolute ones follow in the problem's own ratio",
                otherwise = "[1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10]",
                min = 1e-15,
                max = 1)
        double[] tolerances,

        @Key(
                value =
                        "how often each solve is run, and for a tenth of a second where it is not 1; the shortest time counts",
                otherwise = "5",
                min = 1,
                max = 1000)
        int repeats,

        @Key(value = "random seed (none is used)", otherwise = "0")
        long seed,

        @Key("folder of the report") Optional<String> out) {
    /// What can be compared.
    enum Suite {
        ODE
    }

    public BenchmarkJob {
        Bounds.check(BenchmarkJob.class, "tolerances", tolerances);
        Bounds.check(BenchmarkJob.class, "repeats", repeats);
        if (tolerances.length == 0)
            throw new IllegalArgumentException("tolerances: there are none, expected at least one");
    }
}
