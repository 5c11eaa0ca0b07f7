package org.integrand.diffusion.diffusers;

/// The tables of alpha_bar as diffusers has them, whose numbers are single precision: near alpha_bar = 1 the
/// rounding moves the smallest sigma by 1e-4 of itself. Timesteps are truncated to whole numbers, so the same
/// ones come only from the same numbers.
final class SinglePrecision {
    private SinglePrecision() {}

    /// Betas, from `first` to `last` after raising to a power, computed from both ends to the middle as torch does.
    static float[] betas(double first, double last, int count, int power) {
        float from = (float) Math.pow(first, 1.0 / power);
        float to = (float) Math.pow(last, 1.0 / power);
        float step = (to - from) / (count - 1);
        float[] betas = new float[count];
        for (int n = 0; n < count; n++) {
            float at = n < count / 2 ? from + step * n : to - step * (count - 1 - n);
            betas[n] = power == 2 ? at * at : at;
        }
        return betas;
    }

    /// alpha_bar_n = the product of 1 - beta, accumulated in double, kept in single precision.
    static float[] alphaBars(float[] betas) {
        float[] bars = new float[betas.length];
        double product = 1;
        for (int n = 0; n < betas.length; n++) {
            product *= 1 - betas[n];
            bars[n] = (float) product;
        }
        return bars;
    }

    /// Betas moved so that the last sqrt(alpha_bar) is 0 and the first stays: Lin et al., algorithm 1.
    static float[] zeroTerminal(float[] betas) {
        float[] bars = alphaBars(betas);
        float[] moved = new float[bars.length];
        float first = (float) Math.sqrt(bars[0]);
        float last = (float) Math.sqrt(bars[bars.length - 1]);
        float scale = first / (first - last);
        float before = 1;
        for (int n = 0; n < bars.length; n++) {
            float root = ((float) Math.sqrt(bars[n]) - last) * scale;
            float bar = root * root;
            moved[n] = 1 - bar / before;
            before = bar;
        }
        return moved;
    }

    /// sqrt((1 - alpha_bar) / alpha_bar).
    static float sigma(float alphaBar) {
        return (float) Math.sqrt((1 - alphaBar) / alphaBar);
    }
}
