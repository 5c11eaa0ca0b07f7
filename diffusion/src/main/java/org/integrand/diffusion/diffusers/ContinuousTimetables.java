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
        refuseDynamicShift();
        int count = config.integer("num_train_timesteps");
        double shift = config.number("shift");
        double least = shifted(1.0 / count, shift);
        double[] sigmas = stretched(IntStream.range(0, steps)
                .mapToDouble(i -> steps == 1 ? 1 : 1 + i * (least - 1) / (steps - 1))
                .map(s -> shifted(s, shift))
                .toArray());
        var spacing = SigmaSpacing.of(config);
        if (spacing.isPresent()) sigmas = spacing.get().sigmas(sigmas[0], sigmas[steps - 1], steps);
        double[] labels = Arrays.stream(sigmas).map(s -> s * count).toArray();
        return new Timetable(labels, with(sigmas, 0), Timetable.Kind.FLOW);
    }

    void refuseDynamicShift() {
        if (config.flag("use_dynamic_shifting"))
            throw config.wrong(
                    "use_dynamic_shifting", "false, and the shift e^mu of the image size as shift or flow_shift");
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
