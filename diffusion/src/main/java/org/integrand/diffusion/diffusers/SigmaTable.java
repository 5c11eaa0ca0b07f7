package org.integrand.diffusion.diffusers;

import java.util.stream.IntStream;
import org.integrand.diffusion.sampler.Compatibility;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseTable;

/// The noise levels that a network was trained on, by label n = 0 ... N - 1: alpha_bar_n and sigma_n =
/// sqrt((1 - alpha_bar_n) / alpha_bar_n). Between labels sigma is linear; the label of a sigma, in the other
/// direction, is linear in ln sigma. The two are not inverse to each other, that is how diffusers has it.
final class SigmaTable {
    private final double[] alphaBar;
    private final double[] sigma;
    private final double[] logSigma;

    private SigmaTable(double[] alphaBar, double[] sigma, double[] logSigma) {
        this.alphaBar = alphaBar;
        this.sigma = sigma;
        this.logSigma = logSigma;
    }

    /// The table of a configuration; RELEASE in single precision.
    static SigmaTable of(SchedulerConfig config, Compatibility compat) {
        boolean zero = config.flag("rescale_betas_zero_snr");
        // where sigma is used it has to be finite, and alpha_bar is 2^-24; DDIM and DDPM have 0
        boolean tiny = zero && !config.value("clip_sample").isPresent();
        return compat == Compatibility.RELEASE ? released(config, zero, tiny) : exact(config, zero, tiny);
    }

    private static SigmaTable exact(SchedulerConfig config, boolean zero, boolean tiny) {
        NoiseTable table = table(config);
        NoiseTable levels = tiny ? table.withTinyTerminalSnr() : zero ? table.withZeroTerminalSnr() : table;
        double[] log = IntStream.range(0, levels.size())
                .mapToDouble(n -> -levels.lambda(n))
                .toArray();
        double[] sigma = IntStream.range(0, log.length)
                .mapToDouble(n -> Math.exp(log[n]))
                .toArray();
        double[] alphaBar = IntStream.range(0, log.length)
                .mapToDouble(n -> Math.exp(2 * levels.logAlpha(n)))
                .toArray();
        return new SigmaTable(alphaBar, sigma, log);
    }

    private static NoiseTable table(SchedulerConfig config) {
        if (config.value("trained_betas").isPresent()) return NoiseTable.ofBetas(config.numbers("trained_betas"));
        int count = config.integer("num_train_timesteps");
        return switch (config.text("beta_schedule")) {
            case "linear" -> NoiseTable.linear(config.number("beta_start"), config.number("beta_end"), count);
            case "scaled_linear" ->
                NoiseTable.scaledLinear(config.number("beta_start"), config.number("beta_end"), count);
            case "squaredcos_cap_v2" -> NoiseTable.squaredCosine(count);
            default -> throw config.wrong("beta_schedule", "linear, scaled_linear or squaredcos_cap_v2");
        };
    }

    private static SigmaTable released(SchedulerConfig config, boolean zero, boolean tiny) {
        int count = table(config).size(); // says what is wrong with the betas
        float[] betas = betas(config, count);
        float[] bars = SinglePrecision.alphaBars(zero ? SinglePrecision.zeroTerminal(betas) : betas);
        if (tiny) bars[count - 1] = (float) NoiseTable.TINY;
        double[] alphaBar = new double[count];
        double[] sigma = new double[count];
        double[] log = new double[count];
        for (int n = 0; n < count; n++) {
            alphaBar[n] = bars[n];
            sigma[n] = SinglePrecision.sigma(bars[n]);
            log[n] = (float) Math.log(sigma[n]);
        }
        return new SigmaTable(alphaBar, sigma, log);
    }

    private static float[] betas(SchedulerConfig config, int count) {
        if (config.value("trained_betas").isPresent()) return floats(config.numbers("trained_betas"));
        String name = config.text("beta_schedule");
        if (!name.equals("squaredcos_cap_v2"))
            return SinglePrecision.betas(
                    config.number("beta_start"),
                    config.number("beta_end"),
                    count,
                    name.equals("scaled_linear") ? 2 : 1);
        var table = NoiseTable.squaredCosine(count);
        return floats(IntStream.range(0, count)
                .mapToDouble(n -> -Math.expm1(2 * (table.logAlpha(n) - (n == 0 ? 0 : table.logAlpha(n - 1)))))
                .toArray());
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) numbers[i];
        return floats;
    }

    int size() {
        return sigma.length;
    }

    double least() {
        return sigma[0];
    }

    double largest() {
        return sigma[sigma.length - 1];
    }

    /// ln sigma_n.
    double logSigma(int n) {
        return logSigma[n];
    }

    double alphaBar(int n) {
        return alphaBar[n];
    }

    /// The levels as a table with everything that tables can do. A last alpha_bar of 2^-24 in place of 0 can be
    /// more than the one before, and is 0 here.
    NoiseTable levels() {
        double[] decreasing = alphaBar.clone();
        int last = decreasing.length - 1;
        if (decreasing[last] >= decreasing[last - 1]) decreasing[last] = 0;
        return NoiseTable.ofAlphaBars(decreasing);
    }

    /// The level of a whole label, alpha = sqrt(alpha_bar).
    NoiseLevel level(int n) {
        return new NoiseLevel(n, Math.sqrt(alphaBar[n]), Math.sqrt(1 - alphaBar[n]));
    }

    /// sigma at a label, linear between whole ones.
    double sigma(double label) {
        int n = Math.clamp((long) Math.floor(label), 0, size() - 2);
        double f = Math.clamp(label - n, 0, 1);
        return f == 0 ? sigma[n] : f == 1 ? sigma[n + 1] : sigma[n] + f * (sigma[n + 1] - sigma[n]);
    }

    /// The label of a sigma, linear in ln sigma and not beyond the ends.
    double label(double value) {
        double log = Math.log(Math.max(value, 1e-10));
        int low = 0;
        int high = size() - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (logSigma[middle] <= log) low = middle;
            else high = middle;
        }
        double f = Math.clamp((logSigma[low] - log) / (logSigma[low] - logSigma[high]), 0.0, 1.0);
        return (1 - f) * low + f * high;
    }

    /// How many levels have ln(1 / sigma) below a bound: `lambda_min_clipped`.
    int noisierThan(double lambda) {
        return (int)
                IntStream.range(0, size()).filter(n -> -logSigma[n] < lambda).count();
    }
}
