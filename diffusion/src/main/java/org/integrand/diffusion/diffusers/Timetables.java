package org.integrand.diffusion.diffusers;

import static java.util.stream.IntStream.iterate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.integrand.diffusion.sampler.Compatibility;

/// The timetables of the schedulers with sigmas, RELEASE with the roundings of diffusers: labels of DPM-Solver,
/// DEIS and UniPC are truncated to whole numbers, those of Karras sigmas rounded. OURS leaves a label where the
/// sigma is.
///
record Timetables(SchedulerConfig config, SigmaTable table, Compatibility compat) {
    private static final double WHOLE = 1e-4;

    private boolean released() {
        return compat == Compatibility.RELEASE;
    }

    /// DPM-Solver, multistep and single-step, DEIS and UniPC.
    Timetable solver(int steps) {
        boolean unipc = config.scheduler() == SchedulerClass.UNIPC;
        if (config.flag("use_flow_sigmas") && !(unipc && SigmaSpacing.of(config).isPresent())) return flow(steps);
        var spacing = SigmaSpacing.of(config);
        double[] labels;
        double[] sigmas;
        if (spacing.isEmpty()) {
            int clipped = config.optionalNumber("lambda_min_clipped")
                    .map(table::noisierThan)
                    .orElse(0);
            var timesteps = config.has("timestep_spacing") ? TimestepSpacing.of(config) : TimestepSpacing.LINSPACE;
            int offset = config.has("steps_offset") ? config.integer("steps_offset") : 0;
            labels = timesteps.withoutEnd(table.size() - clipped, steps, table.size(), offset);
            sigmas = Arrays.stream(labels).map(table::sigma).toArray();
            requireInside(labels);
        } else {
            sigmas =
                    spacing.get().sigmas(bound("sigma_max", table.largest()), bound("sigma_min", table.least()), steps);
            boolean cosine = config.text("beta_schedule").equals("squaredcos_cap_v2")
                    && config.scheduler() == SchedulerClass.DPM_MULTISTEP;
            boolean rounds = !cosine && (spacing.get() == SigmaSpacing.KARRAS || spacing.get() == SigmaSpacing.LU);
            labels = Arrays.stream(sigmas)
                    .map(table::label)
                    .map(rounds && released() ? Math::rint : DoubleUnaryOperator.identity())
                    .toArray();
            if (config.flag("use_flow_sigmas")) {
                sigmas = Arrays.stream(sigmas).map(s -> s / (s + 1)).toArray();
                labels = Arrays.stream(sigmas).map(s -> s * table.size()).toArray();
            }
        }
        return new Timetable(whole(labels), with(sigmas, end(sigmas, spacing.isPresent())), kind());
    }

    private Timetable.Kind kind() {
        return config.flag("use_flow_sigmas") ? Timetable.Kind.FLOW : Timetable.Kind.VARIANCE_PRESERVING;
    }

    /// The sigma at the end. DEIS and UniPC repeat the last one where sigmas have a spacing of their own.
    private double end(double[] sigmas, boolean spaced) {
        boolean deis = config.scheduler() == SchedulerClass.DEIS;
        boolean zero = !deis
                && config.choice("final_sigmas_type", List.of("zero", "sigma_min"))
                        .equals("zero");
        if (zero) return 0;
        boolean repeats = spaced && (deis || config.scheduler() == SchedulerClass.UNIPC);
        return repeats ? sigmas[sigmas.length - 1] : table.least();
    }

    /// Sigmas of flow matching, shifted; UniPC takes them from the noisy end.
    private Timetable flow(int steps) {
        int count = table.size();
        boolean unipc = config.scheduler() == SchedulerClass.UNIPC;
        var continuous = new ContinuousTimetables(config);
        double shift = continuous.shift("flow_shift");
        double step = (1 - 1.0 / count) / steps;
        double[] sigmas = IntStream.range(0, steps)
                .mapToDouble(i -> unipc ? 1 - i * step : (steps - i) * step)
                .map(s -> ContinuousTimetables.shifted(s, shift))
                .toArray();
        if (unipc) {
            sigmas = continuous.stretched(sigmas);
            if (Math.abs(sigmas[0] - 1) < 1e-6) sigmas[0] -= 1e-6;
        }
        double[] labels = Arrays.stream(sigmas).map(s -> s * count).toArray();
        boolean deis = config.scheduler() == SchedulerClass.DEIS;
        return new Timetable(whole(labels), with(sigmas, end(sigmas, unipc || deis)), Timetable.Kind.FLOW);
    }

    /// Euler, ancestral Euler, Heun, KDPM2 and LMS: x / alpha is their state.
    Timetable sigmaSpace(int steps) {
        double[] labels =
                TimestepSpacing.of(config).withEnd(steps, table.size(), config.integer("steps_offset"), false);
        requireInside(labels);
        double[] sigmas = Arrays.stream(labels).map(table::sigma).toArray();
        double end = table.least();
        var spacing = SigmaSpacing.of(config);
        if (spacing.isPresent()) {
            boolean bounded = config.scheduler() == SchedulerClass.EULER;
            double largest = bounded ? bound("sigma_max", sigmas[0]) : sigmas[0];
            double least = bounded ? bound("sigma_min", sigmas[steps - 1]) : sigmas[steps - 1];
            sigmas = spacing.get().sigmas(largest, least, steps);
            boolean rounds = spacing.get() == SigmaSpacing.KARRAS
                    && config.scheduler().name().startsWith("KDPM2");
            labels = Arrays.stream(sigmas)
                    .map(table::label)
                    .map(rounds && released() ? Math::rint : DoubleUnaryOperator.identity())
                    .toArray();
        } else if (config.has("interpolation_type")
                && config.choice("interpolation_type", List.of("linear", "log_linear"))
                        .equals("log_linear")) {
            sigmas = Arrays.copyOf(SigmaSpacing.EXPONENTIAL.sigmas(table.largest(), table.least(), steps + 1), steps);
            return new Timetable(labels, with(sigmas, end), Timetable.Kind.VARIANCE_PRESERVING);
        }
        if (continuous(config))
            labels = Arrays.stream(sigmas).map(s -> Math.log(s) / 4).toArray();
        if (released()) labels = Arrays.stream(labels).map(t -> (float) t).toArray();
        boolean zero = !config.has("final_sigmas_type")
                || config.choice("final_sigmas_type", List.of("zero", "sigma_min"))
                        .equals("zero");
        return new Timetable(labels, with(sigmas, zero ? 0 : end), Timetable.Kind.VARIANCE_PRESERVING);
    }

    /// Whether the network is told ln(sigma) / 4.
    static boolean continuous(SchedulerConfig config) {
        return config.value("timestep_type").isPresent()
                && config.choice("timestep_type", List.of("discrete", "continuous"))
                        .equals("continuous")
                && config.text("prediction_type").equals("v_prediction");
    }

    private double bound(String key, double otherwise) {
        return config.optionalNumber(key).orElse(otherwise);
    }

    /// Truncated, but whole up to the rounding of a logarithm in single precision is whole: which way that goes
    /// depends on the machine.
    private double[] whole(double[] labels) {
        return released()
                ? Arrays.stream(labels).map(t -> Math.floor(t + WHOLE)).toArray()
                : labels;
    }

    private void requireInside(double[] labels) {
        for (double label : labels)
            if (!(label >= 0 && label <= table.size() - 1))
                throw new IllegalArgumentException("timestep " + label + " of " + labels.length
                        + " steps: expected 0 ... " + (table.size() - 1) + "; fewer steps or a smaller steps_offset");
    }

    /// One more sigma; the release keeps them in single precision.
    private double[] with(double[] sigmas, double last) {
        double[] all = Arrays.copyOf(sigmas, sigmas.length + 1);
        all[sigmas.length] = last;
        return released() ? Arrays.stream(all).map(s -> (float) s).toArray() : all;
    }

    /// For Heun: each sigma but the ends twice; for KDPM2 those at the end twice, too.
    static double[] interleaved(double[] sigmas, boolean twiceAtEnd) {
        int end = sigmas.length - 1;
        double[] inner = iterate(2, i -> i + 1)
                .limit(2L * (end - 1))
                .mapToDouble(i -> sigmas[i / 2])
                .toArray();
        double[] all = new double[inner.length + (twiceAtEnd ? 4 : 2)];
        all[0] = sigmas[0];
        System.arraycopy(inner, 0, all, 1, inner.length);
        Arrays.fill(all, inner.length + 1, all.length, sigmas[end]);
        return all;
    }

    /// Whether a configuration asks for a learned variance, which these samplers do not use.
    static Optional<String> learned(SchedulerConfig config) {
        return config.value("variance_type").map(v -> v.asString()).filter(v -> v.startsWith("learned"));
    }
}
