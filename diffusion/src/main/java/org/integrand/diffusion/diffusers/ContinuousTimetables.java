package org.integrand.diffusion.diffusers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The timetables of the schedulers that have no table: EDM and flow matching.
record ContinuousTimetables(SchedulerConfig config) {
    /// The schedulers of EDM.
    Timetable edm(int steps) {
        var spacing = config.choice("sigma_schedule", List.of("karras", "exponential"))
                        .equals("karras")
                ? SigmaSpacing.KARRAS
                : SigmaSpacing.EXPONENTIAL;
        double least = config.number("sigma_min");
        double[] sigmas = spacing.sigmas(config.number("sigma_max"), least, steps, config.number("rho"));
        boolean zero =
                config.choice("final_sigmas_type", List.of("zero", "sigma_min")).equals("zero");
        double[] labels = Arrays.stream(sigmas).map(s -> Math.log(s) / 4).toArray();
        return new Timetable(labels, with(sigmas, zero ? 0 : least), Timetable.Kind.VARIANCE_EXPLODING);
    }

    /// The schedulers of flow matching. The least sigma is shifted twice, that is how diffusers has it.
    Timetable flowMatching(int steps) {
        if (config.flag("invert_sigmas")) throw config.wrong("invert_sigmas", "false");
        int count = config.integer("num_train_timesteps");
        double shift = shift("shift");
        double least = dynamic() ? 1.0 / count : shifted(1.0 / count, shift);
        double[] sigmas = stretched(IntStream.range(0, steps)
                .mapToDouble(i -> steps == 1 ? 1 : 1 + i * (least - 1) / (steps - 1))
                .map(s -> shifted(s, shift))
                .toArray());
        var spacing = SigmaSpacing.of(config);
        if (spacing.isPresent()) sigmas = spacing.get().sigmas(sigmas[0], sigmas[steps - 1], steps);
        double[] labels = Arrays.stream(sigmas).map(s -> s * count).toArray();
        return new Timetable(labels, with(sigmas, 0), Timetable.Kind.FLOW);
    }

    private boolean dynamic() {
        return config.flag("use_dynamic_shifting");
    }

    /// The shift s of a key or, `use_dynamic_shifting`, of the image's size: mu is linear in the number of tokens n,
    /// `base_shift` at `base_image_seq_len` and `max_shift` at `max_image_seq_len`, and s = e^mu
    /// (`time_shift_type` exponential) or mu (linear). Classes without these keys have those of the flow's Euler.
    double shift(String key) {
        if (!dynamic()) return config.number(key);
        double tokens = config.optionalNumber(SchedulerConfig.IMAGE_TOKENS)
                .orElseThrow(() -> config.wrong(
                        "use_dynamic_shifting",
                        "with it the number of the image's tokens, " + SchedulerConfig.IMAGE_TOKENS));
        double base = number("base_shift", 0.5);
        double from = number("base_image_seq_len", 256);
        double slope = (number("max_shift", 1.15) - base) / (number("max_image_seq_len", 4096) - from);
        double mu = base + slope * (tokens - from);
        boolean exponential = config.choice("time_shift_type", List.of("exponential", "linear"))
                .equals("exponential");
        double shift = exponential ? Math.exp(mu) : mu;
        if (!(shift > 0 && shift <= 1e6))
            throw config.wrong("max_shift", "a shift in 0 ... 1e6 for " + (long) tokens + " tokens, not " + shift);
        return shift;
    }

    private double number(String key, double otherwise) {
        return config.optionalNumber(key).orElse(otherwise);
    }

    static double shifted(double sigma, double shift) {
        return shift * sigma / (1 + (shift - 1) * sigma);
    }

    /// Stretched so that the last sigma is `shift_terminal`.
    double[] stretched(double[] sigmas) {
        var terminal = config.optionalNumber("shift_terminal").filter(t -> t != 0);
        if (terminal.isEmpty()) return sigmas;
        double scale = (1 - sigmas[sigmas.length - 1]) / (1 - terminal.get());
        return Arrays.stream(sigmas).map(s -> 1 - (1 - s) / scale).toArray();
    }

    private static double[] with(double[] sigmas, double last) {
        double[] all = Arrays.copyOf(sigmas, sigmas.length + 1);
        all[sigmas.length] = last;
        return all;
    }
}
