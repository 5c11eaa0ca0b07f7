package org.integrand.benchmarks;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.sampler.Ddim;
import org.integrand.diffusion.sampler.Deis;
import org.integrand.diffusion.sampler.DpmSolver;
import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.sampler.Method;
import org.integrand.diffusion.sampler.UniPc;
import org.integrand.diffusion.schedule.DiscreteVp;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VpLinear;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// How long it takes to compile a plan of 50 steps (JMH, one fork, median). Target: 1 ms.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlanCompilation {
    private static final int STEPS = 50;
    private static final NoiseSchedule TABLE = DiscreteVp.linear(1e-4, 0.02, 1000);

    /// DDIM.
    @Benchmark
    public Plan ddim() {
        return new Ddim().compile(VpLinear.DEFAULT, new TimeGrid.TimePower(1), STEPS, 1, 1e-3);
    }

    /// DPM-Solver++ 2M.
    @Benchmark
    public Plan multistep2() {
        return DpmSolver.plusPlus(Method.MULTISTEP, 2)
                .compile(VpLinear.DEFAULT, new TimeGrid.TimePower(1), STEPS, 1, 1e-3);
    }

    /// DPM-Solver-3 in steps of equal log signal-to-noise ratio.
    @Benchmark
    public Plan singlestep3() {
        return DpmSolver.noise(Method.SINGLESTEP, 3).compile(VpLinear.DEFAULT, new TimeGrid.LogSnr(), STEPS, 1, 1e-3);
    }

    /// tAB-DEIS of degree 3: a quadrature a step.
    @Benchmark
    public Plan timeAdams3() {
        return new Deis(Interpolation.TIME, 3).compile(VpLinear.DEFAULT, new TimeGrid.LogSnr(), STEPS, 1, 1e-3);
    }

    /// The same on a table of a thousand levels, at each of which the quadrature is divided.
    @Benchmark
    public Plan timeAdams3OnATable() {
        return new Deis(Interpolation.TIME, 3).compile(TABLE, new TimeGrid.LogSnr(), STEPS, 1, 1e-3);
    }

    /// UniPC-3.
    @Benchmark
    public Plan unified3() {
        return new UniPc(3, Prediction.DATA).compile(VpLinear.DEFAULT, new TimeGrid.LogSnr(), STEPS, 1, 1e-3);
    }

    static Table measure() {
        var table = new Table("Compiling a plan of 50 steps", "sampler", "us (median)", "us (90 %)");
        try {
            var options = new OptionsBuilder()
                    .include(PlanCompilation.class.getName())
                    .verbosity(VerboseMode.SILENT)
                    .build();
            for (var result : new Runner(options).run()) {
                var figure = result.getPrimaryResult();
                table.row(
                        figure.getLabel(),
                        String.format(
                                Locale.ROOT, "%.1f", figure.getStatistics().getPercentile(50)),
                        String.format(
                                Locale.ROOT, "%.1f", figure.getStatistics().getPercentile(90)));
            }
        } catch (RunnerException failed) {
            throw new IllegalStateException(failed);
        }
        return table;
    }
}
