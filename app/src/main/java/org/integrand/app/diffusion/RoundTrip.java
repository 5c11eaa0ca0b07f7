package org.integrand.app.diffusion;

import java.util.List;
import java.util.OptionalDouble;
import org.integrand.app.job.Failure;
import org.integrand.app.job.Run;
import org.integrand.diffusion.inversion.Arithmetic;
import org.integrand.diffusion.inversion.PlanInverse;
import org.integrand.diffusion.inversion.ReversibleRun;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.plan.SamplingHooks;
import org.integrand.diffusion.plan.StepObserver;

/// There and back: data to a latent and again to data, or noise to data and again to noise.
///
/// @param two      the way
/// @param encodes  whether it begins with data
/// @param mode     the arithmetic
record RoundTrip(TwoWay two, boolean encodes, InvertMode mode, int fractionBits) {
    /// One batch's.
    ///
    /// @param begin what it began with, as it is held in this arithmetic
    /// @param turn  the states where it turned, the noisiest first, or, after noise, `x` first
    /// @param back  what came back
    /// @param bits  kept beside the states for a number at the turn, where bits are kept
    record Trip(double[] begin, List<double[]> turn, double[] back, OptionalDouble bits) {}

    /// The way there.
    Plan there() {
        return encodes ? two.encode() : two.along();
    }

    /// The way back.
    Plan back() {
        if (encodes) return two.decode();
        return two.sampler().exact() ? PlanInverse.of(two.along()) : two.encode();
    }

    /// Runs a batch of so many numbers.
    <M> Trip run(DiffusionModel<M> model, Precision<M> own, double[] begin, Run run) {
        var arithmetic = mode.arithmetic(fractionBits);
        if (arithmetic.isPresent()) return exactly(model, own, begin, arithmetic.get(), run);
        return mode == InvertMode.FLOAT
                ? planned(model, own, Precision.SINGLE, begin, run)
                : planned(model, own, Precision.DOUBLE, begin, run);
    }

    private <M, Y> Trip planned(
            DiffusionModel<M> model, Precision<M> own, Precision<Y> wanted, double[] begin, Run run) {
        var space = wanted.space(begin.length);
        var asked = new Asked<>(model, own, wanted, begin.length);
        Y start = wanted.batch(new double[][] {begin}, 0, 1);
        StepObserver<Y> out = half(run, 0);
        StepObserver<Y> home = half(run, 0.5);
        var turn = new PlanExecutor<>(there(), space, SamplingHooks.<Y>none().with(out)).runAll(asked, List.of(start));
        Y back = new PlanExecutor<>(back(), space, SamplingHooks.<Y>none().with(home))
                .runAll(asked, turn)
                .getFirst();
        return new Trip(
                wanted.row(start, 0, begin.length),
                ordered(turn.stream().map(y -> wanted.row(y, 0, begin.length)).toList()),
                wanted.row(back, 0, begin.length),
                OptionalDouble.empty());
    }

    private <M> Trip exactly(
            DiffusionModel<M> model, Precision<M> own, double[] begin, Arithmetic arithmetic, Run run) {
        var held = new ReversibleRun(there(), begin.length, arithmetic);
        var asked = new Asked<>(model, own, Precision.DOUBLE, begin.length);
        try {
            held.start(List.of(begin));
            double[] first = held.states().getFirst();
            held.forward(asked, half(run, 0));
            var turn = held.states();
            double bits = held.keptBits();
            held.back(asked, half(run, 0.5));
            return new Trip(
                    first,
                    ordered(turn),
                    held.states().getFirst(),
                    mode == InvertMode.BUFFERED ? OptionalDouble.of(bits) : OptionalDouble.empty());
        } catch (ArithmeticException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
    }

    private static <Y> StepObserver<Y> half(Run run, double from) {
        return StepObserver.reporting(run.progress().part(from, from + 0.5), run.cancellation());
    }

    private List<double[]> ordered(List<double[]> states) {
        return encodes ? two.noisiestFirst(states) : states;
    }
}
