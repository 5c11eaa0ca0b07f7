package org.integrand.app.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.integrand.app.job.Shortcut;

/// Command-line options of the diffusion commands.
final class Shortcuts {
    private static final List<Shortcut> TIMES = List.of(
            new Shortcut("--schedule", "schedule", "NAME"),
            new Shortcut("--grid", "grid", "NAME"),
            new Shortcut("--t-start", "tStart", "T"),
            new Shortcut("--t-end", "tEnd", "T"));

    private static final List<Shortcut> START = List.of(
            new Shortcut("--initial", "initialFile", "FILE"),
            new Shortcut("--count", "count", "N"),
            new Shortcut("--class", "class", "N"),
            new Shortcut("--guidance", "guidance", "G"),
            new Shortcut("--classifier", "classifier", "NAME"));

    private static final List<Shortcut> STEPS = List.of(new Shortcut("--steps", "grid.steps", "N"));

    /// For a job that holds a grid.
    static final List<Shortcut> OF_GRIDS = joined(TIMES, STEPS);

    /// For a job that holds a plan.
    static final List<Shortcut> OF_PLANS = joined(
            List.of(
                    new Shortcut("--sampler", "sampler", "NAME"),
                    new Shortcut("--method", "sampler.method", "NAME"),
                    new Shortcut("--order", "sampler.order", "N"),
                    new Shortcut("--prediction", "sampler.prediction", "NAME")),
            TIMES,
            STEPS,
            List.of(
                    new Shortcut("--scheduler", "scheduler", "FILE"),
                    new Shortcut("--schedule-file", "scheduleFile", "FILE"),
                    new Shortcut("--compat", "compat", "WHOSE"),
                    new Shortcut("--image-tokens", "imageTokens", "N"),
                    new Shortcut("--evaluations", "evaluations", "N")));

    /// For a job that draws samples by one plan.
    static final List<Shortcut> OF_SAMPLES = joined(
            List.of(new Shortcut("--model", "model", "NAME")),
            OF_PLANS,
            START,
            List.of(new Shortcut("--samples", "samplesFile", "FILE")));

    /// For a job that goes from data to noise and back.
    static final List<Shortcut> OF_INVERSIONS = joined(
            List.of(new Shortcut("--model", "model", "NAME")),
            OF_PLANS,
            List.of(
                    new Shortcut("--data", "dataFile", "FILE"),
                    new Shortcut("--gamma", "gamma", "G"),
                    new Shortcut("--strength", "strength", "S"),
                    new Shortcut("--mode", "mode", "NAME")),
            START);

    /// For a job that edits data.
    static final List<Shortcut> OF_EDITS = joined(
            List.of(
                    new Shortcut("--model", "model", "NAME"),
                    new Shortcut("--samplers", "samplers", "LIST"),
                    new Shortcut("--evaluations", "evaluations", "N"),
                    new Shortcut("--from", "from", "CLASS"),
                    new Shortcut("--to", "to", "CLASS"),
                    new Shortcut("--guidance", "guidance", "G"),
                    new Shortcut("--strength", "strength", "S"),
                    new Shortcut("--data", "dataFile", "FILE"),
                    new Shortcut("--count", "count", "N")),
            TIMES);

    /// For a job that compares samplers.
    static final List<Shortcut> OF_COMPARISONS = joined(
            List.of(
                    new Shortcut("--model", "model", "NAME"),
                    new Shortcut("--samplers", "samplers", "LIST"),
                    new Shortcut("--evaluations", "evaluations", "LIST"),
                    new Shortcut("--schedule-file", "scheduleFile", "FILE")),
            TIMES,
            START);

    /// For a job that measures orders.
    static final List<Shortcut> OF_ORDERS = joined(
            List.of(
                    new Shortcut("--model", "model", "NAME"),
                    new Shortcut("--samplers", "samplers", "LIST"),
                    new Shortcut("--steps", "steps", "LIST"),
                    new Shortcut("--exact-history", "exactHistory", "BOOLEAN")),
            TIMES,
            List.of(new Shortcut("--initial", "initialFile", "FILE"), new Shortcut("--count", "count", "N")));

    /// For a job about searched schedules.
    static final List<Shortcut> OF_SEARCHES = List.of(
            new Shortcut("--model", "model", "NAME"),
            new Shortcut("--schedule", "schedule", "NAME"),
            new Shortcut("--t-start", "tStart", "T"),
            new Shortcut("--t-end", "tEnd", "T"),
            new Shortcut("--class", "class", "N"),
            new Shortcut("--guidance", "guidance", "G"),
            new Shortcut("--statistics", "statistics", "FILE"),
            new Shortcut("--objective", "objective", "NAME"),
            new Shortcut("--search-noises", "searchNoises", "N"),
            new Shortcut("--holdout-noises", "holdoutNoises", "N"),
            new Shortcut("--sealed-noises", "sealedNoises", "N"));

    private Shortcuts() {}

    @SafeVarargs
    private static List<Shortcut> joined(List<Shortcut>... parts) {
        var all = new ArrayList<Shortcut>();
        for (var part : parts) all.addAll(part);
        return List.copyOf(all);
    }
}
