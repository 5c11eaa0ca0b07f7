package org.integrand.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.integrand.benchmarks.Timing.Clock;
import org.integrand.benchmarks.Timing.Subject;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanStepper;
import org.integrand.diffusion.plan.SamplingHooks;
import org.integrand.diffusion.sampler.Ddim;
import org.integrand.diffusion.sampler.Deis;
import org.integrand.diffusion.sampler.DpmSolver;
import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.sampler.Method;
import org.integrand.diffusion.sampler.Sampler;
import org.integrand.diffusion.sampler.UniPc;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.diffusion.usf.KnownSchedules;
import org.integrand.diffusion.usf.ScheduleCompiler;
import org.integrand.engine.space.FloatSpace;

/// What a sampler costs beside its model: a whole run of 20 steps in single precision on a stepper that is
/// used again, divided by 20. The model costs nothing: it leaves the register it is given as it is. The steps begin at
/// t = 0.25, where the noise is less than the data: what is converted in place there does not pile up.
///
/// Next to it, in the same rounds, what the machine allows: the bare loop of the same 20 steps, x = a x +
/// b m0 + c m1, with the same number of arrays, and a plain copy of a state.
final class SamplerOverhead {
    private static final int STEPS = 20;
    /// larger states are worked off by several threads
    private static final int SHARED = 200_000;

    private SamplerOverhead() {}

    /// @param reported microseconds a step of k-diffusion 2M (DATA), dpm-solver++ 2M or 3M (NOISE),
    ///     UniPC-3 bh2 of its release, LMS of diffusers or the official sampler of USF
    ///     (`peers/usf.py`), torch with one thread on such a machine; 0 where none is known
    private record Case(String name, Sampler sampler, Prediction model, double... reported) {}

    private static final List<Case> CASES = List.of(
            new Case("2M, model D", DpmSolver.plusPlus(Method.MULTISTEP, 2), Prediction.DATA, 47, 130, 600),
            new Case("2M, model eps", DpmSolver.plusPlus(Method.MULTISTEP, 2), Prediction.NOISE, 199, 556, 3802),
            new Case("3M, model eps", DpmSolver.plusPlus(Method.MULTISTEP, 3), Prediction.NOISE, 251, 774, 5247),
            new Case("3M, model D", DpmSolver.plusPlus(Method.MULTISTEP, 3), Prediction.DATA, 0, 0, 0),
            new Case("UniPC-3, model eps", new UniPc(3, Prediction.DATA), Prediction.NOISE, 345, 1245, 6359),
            new Case("UniPC-3, model D", new UniPc(3, Prediction.DATA), Prediction.DATA, 0, 0, 0),
            new Case(
                    "UniPC-3 as a solver schedule, model eps",
                    new AsSchedule(new UniPc(3, Prediction.NOISE)),
                    Prediction.NOISE,
                    1856,
                    4977,
                    21224),
            new Case("DEIS tAB3, model eps", new Deis(Interpolation.TIME, 3), Prediction.NOISE, 0, 0, 0),
            new Case("LMS-4, model eps", new Deis(Interpolation.RHO, 3), Prediction.NOISE, 1835, 2227, 3784),
            new Case("DDIM, model eps", new Ddim(), Prediction.NOISE, 0, 0, 0));
    private static final List<String> SHAPES = List.of("1x4x64x64", "8x4x64x64", "1x3x512x512");
    private static final int[] SIZES = {4 * 64 * 64, 8 * 4 * 64 * 64, 3 * 512 * 512};

    /// A sampler by way of its solver schedule.
    private record AsSchedule(Sampler sampler) implements Sampler {
        @Override
        public String name() {
            return sampler.name() + " as a schedule";
        }

        @Override
        public Plan compile(NoiseSchedule schedule, TimeGrid grid, int steps, double start, double end) {
            var own = KnownSchedules.of(sampler, schedule, grid, steps, start, end);
            return ScheduleCompiler.compile(own, schedule);
        }
    }

    static Table measure() {
        var table = new Table(
                "Sampler: microseconds a step without the model, float32, 20 steps",
                "sampler, state",
                "us a step",
                "fastest",
                "torch peer",
                "times faster",
                "GB/s",
                "of a copy's",
                "of the bare loop's");
        for (int size = 0; size < SIZES.length; size++) {
            int shape = size;
            int n = SIZES[size];
            List<Subject> subjects = new ArrayList<>();
            for (Case one : CASES) subjects.add(new Subject(one.name(), run(one, n)));
            subjects.add(new Subject(
                    "2M, model D: a stepper of its own for each run, the making alone", prepare(CASES.getFirst(), n)));
            subjects.add(new Subject("bare loop of 2M", bareLoop(n)));
            subjects.add(new Subject("copy", copies(n)));
            List<Timing> timings = Timing.interleaved(subjects, n > SHARED ? Clock.WALL : Clock.THREAD);
            Timing copy = timings.getLast();
            double copySpeed = 8.0 * n * STEPS / copy.median();
            double bareSpeed = 16.0 * n * STEPS / timings.get(CASES.size() + 1).median();
            for (int i = 0; i < timings.size(); i++) {
                Timing timing = timings.get(i);
                double passes = passes(i);
                double reported = i < CASES.size() ? CASES.get(i).reported()[shape] : 0;
                double us = timing.median() / STEPS * 1e6;
                double speed = passes * 4.0 * n * STEPS / timing.median();
                table.row(
                        timing.name() + ", " + SHAPES.get(shape),
                        format("%.2f", us),
                        format("%.2f", timing.fastest() / STEPS * 1e6),
                        reported == 0 ? "" : format("%.0f", reported),
                        reported == 0 ? "" : format("%.1f", reported / us),
                        format("%.1f", speed / 1e9),
                        format("%.0f %%", 100 * speed / copySpeed),
                        format("%.0f %%", 100 * speed / bareSpeed));
            }
        }
        return table;
    }

    private static double passes(int subject) {
        if (subject < CASES.size()) return passes(CASES.get(subject));
        return switch (subject - CASES.size()) {
            case 0 -> 0; // the preparation
            case 1 -> 4; // the bare loop
            default -> 2; // the copy
        };
    }

    private static Runnable prepare(Case one, int n) {
        var space = FloatSpace.of(n);
        Plan plan = plan(one);
        float[] start = noise(n);
        return () -> {
            if (new PlanStepper<>(plan, space, one.model(), start, SamplingHooks.none()).done())
                throw new IllegalStateException(one.name() + " has no steps");
        };
    }

    private static Plan plan(Case one) {
        return one.sampler().compile(VpLinear.DEFAULT, new TimeGrid.TimePower(1), STEPS, 0.25, 1e-3);
    }

    private static Runnable run(Case one, int n) {
        Plan plan = plan(one);
        var model = new ConstantModel(one.model());
        float[] start = noise(n);
        var space = FloatSpace.of(n);
        var stepper = new PlanStepper<>(plan, space, one.model(), start, SamplingHooks.none());
        return () -> {
            stepper.restart(start);
            float[] end = stepper.drive(model);
            if (!(Math.abs(end[n / 2]) < 1e30)) throw new IllegalStateException(one.name() + " gave " + end[n / 2]);
        };
    }

    /// Arrays read or written a step, on the average: each term, the result, and three for a conversion.
    private static double passes(Case one) {
        Plan plan = plan(one);
        long passes = plan.instructions()
                .mapToLong(i -> i instanceof Combine(var _, var terms)
                        ? terms.size() + 1
                        : one.model() == plan.prediction() ? 0 : 3)
                .sum();
        return (double) passes / STEPS;
    }

    private record ConstantModel(Prediction prediction) implements DiffusionModel<float[]> {
        @Override
        public void evaluate(float[] x, double t, float[] into) {}
    }

    private static Runnable bareLoop(int n) {
        float[] x = noise(n);
        float[] now = noise(n);
        float[] before = noise(n);
        return () -> {
            for (int step = 0; step < STEPS; step++) {
                if (step % 2 == 0) advance(x, now, before);
                else advance(x, before, now);
            }
        };
    }

    private static void advance(float[] x, float[] now, float[] before) {
        for (int i = 0; i < x.length; i++) x[i] = 0.9f * x[i] + 0.3f * now[i] - 0.2f * before[i];
    }

    private static Runnable copies(int n) {
        float[] x = noise(n);
        float[] y = noise(n);
        return () -> {
            for (int step = 0; step < STEPS; step++) System.arraycopy(x, 0, y, 0, n);
        };
    }

    private static float[] noise(int n) {
        var random = new Random(7);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) x[i] = (float) random.nextGaussian();
        return x;
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
