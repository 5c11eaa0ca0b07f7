package org.integrand.diffusion.tuning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.integrand.diffusion.gradient.SampleGradient;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;
import org.integrand.engine.space.FloatSpace;

/// How robust a classifier is on what a model generates: for each noise, the noise within a box around it whose
/// sample the classifier reads worst, by ascent of the cross-entropy with the exact gradient through the
/// sampler. A test of one's own models. Source of the task: J. Pan et al., "AdjointDPM", ICLR 2024, section
/// 5.3.
///
/// @param box        largest change of a number of the noise
/// @param rate       step of a number, or with normalised gradients the root mean square of a step
/// @param iterations steps
public record NoiseAudit(
        Plan plan,
        DifferentiableModel<float[]> model,
        SampleClassifier classifier,
        double box,
        double rate,
        int iterations,
        Direction direction) {
    /// The direction of a step.
    public enum Direction {
        /// sign of the gradient, number by number
        SIGN,
        /// the gradient of a sample, scaled to root mean square 1
        NORMALISED
    }

    public NoiseAudit {
        if (!(box > 0)) throw new IllegalArgumentException("box " + box + ": expected > 0");
        if (!(rate > 0)) throw new IllegalArgumentException("rate " + rate + ": expected > 0");
        if (iterations < 1) throw new IllegalArgumentException("iterations " + iterations + ": expected at least 1");
    }

    /// What came of it.
    ///
    /// @param noise      the worst noises met, sample by sample
    /// @param before     samples of the given noises
    /// @param after      samples of the worst ones
    /// @param readBefore what the classifier reads
    /// @param losses     mean cross-entropy before each step and after the last
    /// @param complete   whether all steps were made
    public record Audit(
            float[] noise,
            float[] before,
            float[] after,
            int[] readBefore,
            int[] readAfter,
            List<Double> losses,
            boolean complete) {
        /// Samples that were read as asked before and are not after.
        public boolean[] broken(int[] labels) {
            var broken = new boolean[labels.length];
            for (int i = 0; i < labels.length; i++) broken[i] = readBefore[i] == labels[i] && readAfter[i] != labels[i];
            return broken;
        }
    }

    /// @param noise  `[sample][component]`
    /// @param labels what each sample is meant to be
    public Audit run(float[] noise, int[] labels, Progress progress, Cancellation cancellation) {
        int d = noise.length / labels.length;
        var space = FloatSpace.of(noise.length);
        var gradient = SampleGradient.of(plan, space, model);
        var now = noise.clone();
        var worst = noise.clone();
        var entropy = new double[labels.length];
        var greatest = new double[labels.length];
        Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
        var losses = new ArrayList<Double>();
        for (int i = 0; i <= iterations && !(i > 0 && cancellation.pending()); i++) {
            var found = gradient.gradient(now, (x, into) -> {
                System.arraycopy(classifier.crossEntropy(x, labels, into), 0, entropy, 0, entropy.length);
                return Arrays.stream(entropy).sum();
            });
            for (int s = 0; s < labels.length; s++)
                if (entropy[s] > greatest[s]) {
                    greatest[s] = entropy[s];
                    System.arraycopy(now, s * d, worst, s * d, d);
                }
            losses.add(found.loss() / labels.length);
            progress.at(
                    (i + 1.0) / (iterations + 1), String.format(Locale.ROOT, "cross-entropy %.3g", losses.getLast()));
            if (i < iterations) ascend(noise, found.start(), d, now);
        }
        float[] before = samples(noise);
        float[] after = samples(worst);
        return new Audit(
                worst,
                before,
                after,
                classifier.read(before),
                classifier.read(after),
                List.copyOf(losses),
                losses.size() == iterations + 1);
    }

    private void ascend(float[] noise, float[] gradient, int d, float[] now) {
        for (int s = 0; s < now.length; s += d) {
            double size = 0;
            for (int j = s; j < s + d; j++) size += (double) gradient[j] * gradient[j] / d;
            double unit = size == 0 ? 0 : rate / Math.sqrt(size);
            for (int j = s; j < s + d; j++) {
                double step = direction == Direction.SIGN ? rate * Math.signum(gradient[j]) : unit * gradient[j];
                now[j] = (float) Math.clamp(now[j] + step, noise[j] - box, noise[j] + box);
            }
        }
    }

    /// Samples of noises of the model.
    public float[] samples(float[] noise) {
        return new PlanExecutor<>(plan, FloatSpace.of(noise.length)).run(model, noise);
    }

    /// What the classifier reads when the noise is moved to a random corner of the box: what the gradient is
    /// compared with.
    public int[] readAtRandomCorners(float[] noise, long seed) {
        var random = new SplittableRandom(seed);
        var moved = noise.clone();
        for (int j = 0; j < moved.length; j++) moved[j] += (float) (random.nextBoolean() ? box : -box);
        return classifier.read(samples(moved));
    }
}
