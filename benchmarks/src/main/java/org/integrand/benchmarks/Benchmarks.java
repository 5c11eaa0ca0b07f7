package org.integrand.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Prints the tables of docs/performance.md: all of them, or those named on the command line.
enum Benchmarks {
    SAMPLER,
    COMBINE,
    PLAN,
    ENGINE,
    STIFF,
    PRECISION,
    STIFF_PRECISION,
    GROWTH,
    GRADIENT_ERROR,
    GRADIENT,
    DIGIT_GRADIENT,
    INVERSION;

    static void main(String[] names) {
        List<Benchmarks> chosen = names.length == 0
                ? List.of(values())
                : Arrays.stream(names).map(Benchmarks::named).toList();
        System.out.println(LocalDate.now(ZoneOffset.UTC) + ", " + processor() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, Java " + Runtime.version() + "\n");
        for (Benchmarks one : chosen) System.out.println(one.measure());
    }

    private Table measure() {
        return switch (this) {
            case SAMPLER -> SamplerOverhead.measure();
            case COMBINE -> CombineBandwidth.measure();
            case PLAN -> PlanCompilation.measure();
            case ENGINE -> EngineAgainstPeer.measure();
            case STIFF -> StiffAgainstPeer.measure();
            case PRECISION -> PrecisionAgainstPeer.measure();
            case STIFF_PRECISION -> StiffPrecision.measure();
            case GROWTH -> CostGrowth.measure();
            case GRADIENT_ERROR -> GradientError.measure();
            case GRADIENT -> GradientCost.measure();
            case DIGIT_GRADIENT -> DigitGradientCost.measure();
            case INVERSION -> InversionCost.measure();
        };
    }

    private static Benchmarks named(String name) {
        for (Benchmarks one : values())
            if (one.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) return one;
        throw new IllegalArgumentException("benchmark '" + name
                + "': expected sampler, combine, plan, engine, stiff, precision, stiff-precision, growth, gradient-error,"
                + " gradient, digit-gradient or inversion");
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException unknownHere) {
            return System.getProperty("os.arch");
        }
    }
}
