package org.integrand.testkit;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/// A seeded property runner: a claim that must hold for many random cases.
///
/// ```java
/// Properties.check("sorting twice changes nothing", 200, gen -> {
///     double[] values = gen.numbers(gen.size(0, 50), -1e3, 1e3);
///     ...
/// });
/// ```
/// A failing case is shrunk by halving its sizes and magnitudes as long as it still fails; the error names the
/// claim, the case's seed and scale, and `Properties.replay` runs that case alone.
public final class Properties {
    private static final long SEED = 0x1d872b41L;

    private Properties() {}

    /// Runs `claim` on `cases` random cases; the first failure, made as small as possible, is thrown.
    ///
    /// @throws AssertionError with the seed and the failure of the smallest failing case
    public static void check(String name, int cases, Consumer<Gen> claim) {
        if (cases < 1) throw new IllegalArgumentException("cases " + cases + ": expected at least 1");
        for (int i = 0; i < cases; i++) {
            long seed = SEED + 0x9e3779b97f4a7c15L * i;
            Throwable failure = run(claim, seed, 1);
            if (failure != null) throw smallest(name, claim, seed, failure);
        }
    }

    /// Runs one case again, as named by a failure of [#check].
    public static void replay(long seed, double scale, Consumer<Gen> claim) {
        claim.accept(new Gen(random(seed), scale));
    }

    private static AssertionError smallest(String name, Consumer<Gen> claim, long seed, Throwable first) {
        double scale = 1;
        Throwable failure = first;
        for (double smaller = 0.5; smaller > 1e-6; smaller /= 2) {
            Throwable again = run(claim, seed, smaller);
            if (again == null) break;
            failure = again;
            scale = smaller;
        }
        return new AssertionError(
                name + ": fails for seed " + seed + "L, scale " + scale + ": " + failure.getMessage(), failure);
    }

    private static @Nullable Throwable run(Consumer<Gen> claim, long seed, double scale) {
        try {
            replay(seed, scale, claim);
            return null;
        } catch (AssertionError | RuntimeException failure) {
            return failure;
        }
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// The random input of one case. `scale` (1, smaller when shrinking) contracts sizes and magnitudes towards
    /// the lower bound or zero.
    public record Gen(RandomGenerator random, double scale) {
        /// An integer of `low ... high`, both included.
        public int size(int low, int high) {
            int drawn = random.nextInt(low, high + 1);
            return low + (int) ((drawn - low) * scale);
        }

        /// A number of [low, high), contracted towards 0 or the bound nearest to 0.
        public double number(double low, double high) {
            double drawn = random.nextDouble(low, high);
            double still = Math.clamp(0.0, low, high);
            return still + (drawn - still) * scale;
        }

        /// `count` numbers of [low, high).
        public double[] numbers(int count, double low, double high) {
            double[] values = new double[count];
            for (int i = 0; i < count; i++) values[i] = number(low, high);
            return values;
        }

        /// True or false.
        public boolean flag() {
            return random.nextBoolean();
        }
    }
}
