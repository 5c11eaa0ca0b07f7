package org.integrand.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.integrand.benchmarks.Timing.Subject;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.inversion.Arithmetic;
import org.integrand.diffusion.inversion.Bidirectional;
import org.integrand.diffusion.inversion.Edict;
import org.integrand.diffusion.inversion.PlanInverse;
import org.integrand.diffusion.inversion.ReversibleRun;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanStepper;
import org.integrand.diffusion.plan.SamplingHooks;
import org.integrand.diffusion.plan.StepObserver;
import org.integrand.diffusion.sampler.Ddim;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.FloatSpace;
import org.integrand.engine.space.Space;

/// What a step of a sampler that is undone costs beside its model, there and back, in each arithmetic:
/// nanoseconds a number. The model costs nothing: it leaves the register it is given as it is.
final class InversionCost {
    private static final int STEPS = 20;
    private static final int NUMBERS = 4 * 64 * 64;
    private static final VpLinear VP = VpLinear.DEFAULT;

    private InversionCost() {}

    private record Idle<Y>() implements DiffusionModel<Y> {
        @Override
        public Prediction prediction() {
            return Prediction.NOISE;
        }

        @Override
        public void evaluate(Y x, double t, Y into) {}
    }

    static Table measure() {
        var table = new Table(
                "Inversion: nanoseconds a number and step without the model, " + NUMBERS + " numbers, " + STEPS
                        + " steps",
                "sampler",
                "ns",
                "fastest",
                "registers");
        double[] wide = new Random(7).doubles(NUMBERS, -0.1, 0.1).toArray();
        float[] narrow = new float[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) narrow[i] = (float) wide[i];
        Plan ddim = new Ddim().compile(VP, TimeGrid.uniform(), STEPS, 0.25, 1e-3);
        Plan bdia = Bidirectional.bdia(1).compile(VP, TimeGrid.uniform(), STEPS, 0.25, 1e-3);
        Plan half = Bidirectional.bdia(0.5).compile(VP, TimeGrid.uniform(), STEPS, 0.25, 1e-3);
        Plan edict = new Edict().compile(VP, TimeGrid.uniform(), STEPS, 0.25, 1e-3);
        List<Subject> subjects = new ArrayList<>();
        List<Integer> registers = new ArrayList<>();
        for (Plan plan : List.of(ddim, bdia, PlanInverse.of(bdia), edict)) {
            subjects.add(new Subject(plan.sampler() + ", float", run(plan, FloatSpace.of(NUMBERS), narrow)));
            subjects.add(new Subject(plan.sampler() + ", double", run(plan, DoubleSpace.of(NUMBERS), wide)));
            registers.add(plan.registers().size());
            registers.add(plan.registers().size());
        }
        subjects.add(new Subject("bdia gamma 1.0, fixed point, there and back", exact(bdia, wide, true)));
        subjects.add(new Subject("bdia gamma 0.5, buffered, there and back", exact(half, wide, true)));
        subjects.add(new Subject("bdia gamma 0.5, double-double, there and back", exact(half, wide, false)));
        for (int i = 0; i < 3; i++) registers.add(bdia.registers().size());
        List<Timing> timings = Timing.interleaved(subjects);
        for (int i = 0; i < timings.size(); i++) {
            boolean twice = timings.get(i).name().endsWith("there and back");
            double per = 1e9 / STEPS / NUMBERS / (twice ? 2 : 1);
            table.row(
                    timings.get(i).name(),
                    String.format(Locale.ROOT, "%.2f", timings.get(i).median() * per),
                    String.format(Locale.ROOT, "%.2f", timings.get(i).fastest() * per),
                    Integer.toString(registers.get(i)));
        }
        return table;
    }

    private static <Y> Runnable run(Plan plan, Space<Y> space, Y start) {
        List<Y> starts = plan.given().stream().map(_ -> start).toList();
        var stepper = new PlanStepper<>(plan, space, Prediction.NOISE, starts, SamplingHooks.none());
        var model = new Idle<Y>();
        return () -> {
            stepper.restart(starts);
            stepper.drive(model);
        };
    }

    private static Runnable exact(Plan plan, double[] start, boolean fixed) {
        var run = new ReversibleRun(plan, NUMBERS, fixed ? new Arithmetic.FixedPoint() : new Arithmetic.DoubleDouble());
        var model = new Idle<double[]>();
        return () -> {
            run.start(List.of(start));
            run.forward(model, StepObserver.none());
            run.back(model, StepObserver.none());
        };
    }
}
