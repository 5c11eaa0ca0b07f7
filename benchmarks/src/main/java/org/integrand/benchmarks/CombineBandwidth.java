package org.integrand.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.integrand.benchmarks.Timing.Subject;
import org.integrand.engine.space.DoubleSpace;

/// The weighted sum of 1 ... 8 states of 8 million doubles against the triad x = y + s z of STREAM (J. McCalpin,
/// 1995), same run: what counts is bytes read and written a second, 8 (k + 1) n for k terms.
final class CombineBandwidth {
    private static final int N = 8_000_000;

    private CombineBandwidth() {}

    static Table measure() {
        var space = DoubleSpace.of(N);
        double[][] states = space.allocate(9);
        for (double[] state : states) Arrays.fill(state, 1.25);
        double[] coefficients = {1, 0.5, -0.25, 0.125, -0.5, 0.75, 0.375, -0.625};
        double[] into = states[8];
        List<Subject> subjects = new ArrayList<>();
        subjects.add(new Subject("triad", () -> triad(into, states[0], 0.5, states[1])));
        for (int k = 1; k <= 8; k++) {
            int count = k;
            subjects.add(new Subject(count + " terms", () -> space.combine(coefficients, states, count, into)));
        }
        List<Timing> timings = Timing.interleaved(subjects);
        double triad = 24.0 * N / timings.getFirst().median();
        var table =
                new Table("LIN: weighted sums of 8 million doubles", "sum", "ms", "fastest", "GB/s", "of the triad's");
        for (int i = 0; i < timings.size(); i++) {
            Timing timing = timings.get(i);
            double speed = 8.0 * (i == 0 ? 3 : i + 1) * N / timing.median();
            table.row(
                    timing.name(),
                    String.format(Locale.ROOT, "%.2f", timing.median() * 1e3),
                    String.format(Locale.ROOT, "%.2f", timing.fastest() * 1e3),
                    String.format(Locale.ROOT, "%.1f", speed / 1e9),
                    String.format(Locale.ROOT, "%.0f %%", 100 * speed / triad));
        }
        return table;
    }

    private static void triad(double[] into, double[] y, double s, double[] z) {
        for (int i = 0; i < into.length; i++) into[i] = y[i] + s * z[i];
    }
}
