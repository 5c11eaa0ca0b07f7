package org.integrand.engine.noise;

/// Brownian paths W with W(start) = 0 whose values alone are wanted: a virtual Brownian tree. Nothing is stored; W at a
/// time is found by bisection, the middle of each interval from its ends by the Brownian bridge,
///
/// W(m) = (W(a) + W(b)) / 2 + sqrt(b - a) / 2 xi,
///
/// with xi keyed by (seed, path, interval). After `halvings` of them W is linear. Any thread may ask anything.
/// Where the time integral of W is wanted, too: [BrownianMotion].
///
/// Source: X. Li, T.-K. L. Wong, R. T. Q. Chen, D. Duvenaud, "Scalable gradients for stochastic differential
/// equations", AISTATS 2020, algorithm 3.
///
/// @param seed     of everything
/// @param start    first time, finite
/// @param end      last time, after `start`
/// @param halvings 1 ... 52
public record BrownianBridge(long seed, double start, double end, int halvings) {
    public BrownianBridge {
        BrownianMotion.requireInterval(start, end);
        if (halvings < 1 || halvings > 52)
            throw new IllegalArgumentException("halvings " + halvings + ": expected 1 ... 52");
    }

    /// into[offset ... offset + count - 1] = W(t) of so many independent processes of one path.
    ///
    /// @throws IllegalArgumentException for a time outside start ... end
    public void at(long path, double t, double[] into, int offset, int count) {
        if (!(t >= start && t <= end))
            throw new IllegalArgumentException("Brownian path: time " + t + ", expected " + start + " ... " + end);
        double[] left = new double[count];
        double[] right = new double[count];
        double a = start;
        double b = end;
        long node = 1;
        var random = new KeyedGenerator().at(key(path, 0));
        for (int j = 0; j < count; j++) right[j] = Math.sqrt(b - a) * random.nextGaussian();
        for (int depth = 0; depth < halvings; depth++) {
            random.at(key(path, node));
            double middle = (a + b) / 2;
            double spread = Math.sqrt(b - a) / 2;
            boolean low = t < middle;
            double[] replaced = low ? right : left;
            for (int j = 0; j < count; j++) replaced[j] = (left[j] + right[j]) / 2 + spread * random.nextGaussian();
            if (low) b = middle;
            else a = middle;
            node = 2 * node + (low ? 0 : 1);
        }
        double f = (t - a) / (b - a);
        for (int j = 0; j < count; j++) into[offset + j] = left[j] + f * (right[j] - left[j]);
    }

    private long key(long path, long node) {
        return KeyedGenerator.mixed(KeyedGenerator.mixed(seed + path) + node);
    }
}
