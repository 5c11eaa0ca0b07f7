package org.integrand.diffusion.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.integrand.diffusion.correction.DifferentiableCorrection;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.noise.NoiseSource;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.SamplingHooks;
import org.integrand.engine.space.Space;

/// The exact gradient of a loss of the sample that a plan makes, whatever the sampler: multistep, corrected, guided,
/// stochastic. It is the gradient of the numbers that the plan computes, not of the flow that it approximates; the two
/// differ by the error of the sampler.
///
/// ```java
/// var gradient = SampleGradient.of(plan, DoubleSpace.of(noise.length), model)
///         .gradient(noise, SampleLoss.squaredDistance(target));
/// gradient.start();          // dL/dx_T
/// gradient.of("means");      // dL with respect to a group of the model's parameters
/// ```
/// A model with parameters (`ParametricModel`) gives their gradient too. Serves one thread, as models do.
///
/// Source: discretise-then-optimise, as in P. Kidger, "On neural differential equations", thesis, Oxford 2021, section
/// 5.1.2; the continuous form for diffusion models: J. Pan, J. H. Liew, V. Y. F. Tan, J. Feng, H. Yan, "AdjointDPM",
/// ICLR 2024, arXiv 2307.10711, of which `FlowGradient` is the counterpart.
///
/// @param space      of the batch
/// @param mode       how the way back knows the states
/// @param noise      of a stochastic plan; what it draws is held fixed
/// @param correction of data predictions
public record SampleGradient<Y>(
        Plan plan,
        Space<Y> space,
        DifferentiableModel<Y> model,
        GradientMode mode,
        NoiseSource<Y> noise,
        Optional<DifferentiableCorrection<Y>> correction) {
    /// an adjoint that has grown by more than this on the way tells of an unstable path
    private static final double MUCH = 1000;

    /// By the tape, without noise and correction.
    public static <Y> SampleGradient<Y> of(Plan plan, Space<Y> space, DifferentiableModel<Y> model) {
        return new SampleGradient<>(plan, space, model, GradientMode.tape(), NoiseSource.none(), Optional.empty());
    }

    public SampleGradient<Y> with(GradientMode other) {
        return new SampleGradient<>(plan, space, model, other, noise, correction);
    }

    public SampleGradient<Y> with(NoiseSource<Y> source) {
        return new SampleGradient<>(plan, space, model, mode, source, correction);
    }

    public SampleGradient<Y> with(DifferentiableCorrection<Y> ofData) {
        return new SampleGradient<>(plan, space, model, mode, noise, Optional.of(ofData));
    }

    /// The gradient from the noise `start`.
    ///
    /// @throws IllegalArgumentException when the start is not finite, the plan is given more than x, or the mode is
    ///     reversible and the plan cannot be undone
    /// @throws ArithmeticException when the loss or a derivative is not finite
    public LossGradient<Y> gradient(Y start, SampleLoss<? super Y> loss) {
        return gradient(List.of(start), loss);
    }

    /// The gradient from a state for each register that the plan is given.
    public LossGradient<Y> gradient(List<Y> starts, SampleLoss<? super Y> loss) {
        var transpose = PlanTranspose.of(plan);
        var pullback = new EvaluationPullback<>(model, plan.prediction(), space, correction);
        var reversal = reversal(transpose);
        var turn = new Turn<>(this, transpose, pullback, loss);
        reversal.run(model, starts, turn::at);
        return turn.result(reversal);
    }

    private Reversal<Y> reversal(PlanTranspose transpose) {
        SamplingHooks<Y> hooks = SamplingHooks.<Y>none().with(noise);
        if (correction.isPresent()) hooks = hooks.with(correction.get());
        return switch (mode) {
            case GradientMode.Tape(long most) -> new TapeReversal<>(plan, space, hooks, transpose.asked(), most);
            case GradientMode.Checkpointed(int slots) -> new CheckpointedReversal<>(plan, space, model, hooks, slots);
            case GradientMode.Reversible _ -> new ReversibleReversal<>(plan, space, hooks);
        };
    }

    /// Where the way there ends and the way back begins.
    private static final class Turn<Y> {
        private final SampleGradient<Y> task;
        private final PlanTranspose transpose;
        private final EvaluationPullback<Y> pullback;
        private final SampleLoss<? super Y> loss;
        private final Y sample;
        private final Y gradient;
        private final List<Adjoint<Y>> back = new ArrayList<>();
        private double value;

        Turn(
                SampleGradient<Y> task,
                PlanTranspose transpose,
                EvaluationPullback<Y> pullback,
                SampleLoss<? super Y> loss) {
            this.task = task;
            this.transpose = transpose;
            this.pullback = pullback;
            this.loss = loss;
            this.sample = task.space.allocate();
            this.gradient = task.space.allocate();
        }

        Adjoint<Y> at(Y end) {
            task.space.copy(end, sample);
            value = loss.of(sample, gradient);
            requireFinite("loss", value);
            requireFinite("norm of the loss's gradient at the sample", task.space.norm(gradient));
            back.add(new Adjoint<>(task.plan, transpose, pullback, task.space, gradient));
            return back.getLast();
        }

        LossGradient<Y> result(Reversal<Y> reversal) {
            Adjoint<Y> adjoint = back.getLast();
            List<Y> initial = adjoint.initial();
            for (Y state : initial)
                requireFinite("gradient with respect to the start, its norm", task.space.norm(state));
            Map<String, double[]> parameters = pullback.parameters();
            parameters.forEach((name, numbers) -> requireFinite(
                    "gradient with respect to " + name + ", its sum",
                    Arrays.stream(numbers).sum()));
            var cost = new LossGradient.Cost(
                    reversal.evaluations() + pullback.evaluations(),
                    pullback.vjps(),
                    reversal.storedStates(),
                    reversal.storedBytes(),
                    reversal.recomputed());
            return new LossGradient<>(
                    value,
                    sample,
                    initial,
                    parameters,
                    cost,
                    adjoint.largest(),
                    reversal.reconstruction(),
                    warnings(adjoint.largest(), reversal.reconstruction()));
        }

        private List<String> warnings(double largest, double reconstruction) {
            List<String> all = new ArrayList<>();
            if (pullback.cut() > 0)
                all.add(pullback.cut() + " numbers of data predictions were beyond the limit of the correction: nothing"
                        + " of the gradient comes back through them, and it has a kink at the limit");
            double own = task.space.norm(gradient);
            if (largest > MUCH * own)
                all.add("dL/dx grows on the way back to " + (float) largest + ", from " + (float) own
                        + " at the sample: the path is unstable there, the gradient holds for tiny changes only");
            if (reconstruction > 1e-6)
                all.add("the states computed backwards end " + (float) reconstruction
                        + " of their size from the start: rounding has grown, and the gradient's error with it;"
                        + " a tape or checkpoints have none");
            return all;
        }

        private static void requireFinite(String what, double value) {
            if (!Double.isFinite(value))
                throw new ArithmeticException(what + " is " + value + ": expected a finite number");
        }
    }
}
