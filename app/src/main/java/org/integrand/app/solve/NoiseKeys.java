package org.integrand.app.solve;

import java.util.List;
import org.integrand.app.job.JobException;

/// Keys of a job that have a meaning with noise only, or without it only.
final class NoiseKeys {
    private NoiseKeys() {}

    /// @throws JobException in one line that begins with the key that is wrong
    static void check(SolveJob job) {
        if (job.noise().isEmpty()) withoutNoise(job);
        else withNoise(job);
    }

    private static void withoutNoise(SolveJob job) {
        String missing = ": there is no noise: expected noise as in noise: {x: \"0.1*x\"}, or leave it out";
        if (job.calculus().isPresent()) throw new JobException("calculus" + missing);
        if (job.paths().isPresent()) throw new JobException("paths" + missing);
        if (job.path().isPresent()) throw new JobException("path" + missing);
        job.method()
                .filter(name -> NoiseMethod.named(name).isPresent()
                        && !OdeMethods.names().contains(name))
                .ifPresent(name -> {
                    throw new JobException("method " + name
                            + " is for equations with noise: expected noise as in noise: {x: \"0.1*x\"}, or another"
                            + " method such as tsit5");
                });
    }

    private static void withNoise(SolveJob job) {
        if (job.sensitivity().isPresent())
            throw new JobException("sensitivity: a gradient along a path of noise is not there, leave one of them out");
        if (job.checkpoint().isPresent() || job.resume().isPresent())
            throw new JobException((job.resume().isPresent() ? "resume" : "checkpoint")
                    + ": a solve with noise cannot go on, leave it out: equal seeds give the same path again");
        if (job.paths().orElse(1) > 1) {
            var events = job.events().orElse(List.of());
            for (int k = 0; k < events.size(); k++)
                if (events.get(k).terminal())
                    throw new JobException("events[" + k
                            + "].terminal: paths that end at different times have no mean, leave it or paths out");
        }
    }

    static void requireForwards(double from, double to) {
        if (to < from)
            throw new JobException("to " + to + ": noise runs forwards: expected a time after from, " + from);
    }
}
